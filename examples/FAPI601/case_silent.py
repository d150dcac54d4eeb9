"""Middleware outside of CORS that always calls on, and orders that are right: nothing here may be reported."""

import time
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from fastapi.middleware import Middleware
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.middleware.trustedhost import TrustedHostMiddleware
from fastapi.responses import JSONResponse
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CallNext = Callable[[Request], Awaitable[Response]]


class Timing(BaseHTTPMiddleware):
    """Always calls on."""

    async def dispatch(self, request: Request, call_next: CallNext) -> Response:
        """Add a header."""
        start = time.perf_counter()
        response = await call_next(request)
        response.headers["X-Process-Time"] = str(time.perf_counter() - start)
        return response


class Rewrapped(BaseHTTPMiddleware):
    """Makes another response of the one that it gets."""

    async def dispatch(self, request: Request, call_next: CallNext) -> Response:
        """Copy it."""
        if request.url.path == "/skipped":
            return await call_next(request)
        response = await call_next(request)
        return Response(content=b"", status_code=response.status_code, headers=dict(response.headers))


class Reraising(BaseHTTPMiddleware):
    """Notes errors, and hands them on."""

    async def dispatch(self, request: Request, call_next: CallNext) -> Response:
        """Note them."""
        try:
            return await call_next(request)
        except Exception:
            print("error")
            raise


class Headers:
    """An ASGI middleware that wraps `send`."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add a header."""

        async def send_with_header(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"].append((b"x-frame-options", b"DENY"))
            await send(message)

        await self.app(scope, receive, send_with_header)


class Responder:
    """Hands on what it is made with."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Call on."""
        await self.app(scope, receive, send)


class Responding(GZipMiddleware):
    """Makes an object around the app for each request."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Call on through it."""
        responder: ASGIApp = Responder(self.app)
        await responder(scope, receive, send)


class Auth(BaseHTTPMiddleware):
    """Refuses."""

    async def dispatch(self, request: Request, call_next: CallNext) -> Response:
        """Refuse without a token."""
        if "Authorization" not in request.headers:
            return JSONResponse({"detail": "Not authenticated"}, status_code=401)
        return await call_next(request)


passing = FastAPI()
passing.add_middleware(CORSMiddleware, allow_origins=["https://example.org"])
passing.add_middleware(GZipMiddleware, minimum_size=1000)
passing.add_middleware(SessionMiddleware, secret_key=str(time.time()))
passing.add_middleware(Timing)
passing.add_middleware(Rewrapped)
passing.add_middleware(Reraising)
passing.add_middleware(Headers)
passing.add_middleware(Responding)


@passing.middleware("http")
async def add_header(request: Request, call_next: CallNext) -> Response:
    """Always calls on."""
    response = await call_next(request)
    response.headers["X-Served-By"] = "shop"
    return response


last = FastAPI()
last.add_middleware(TrustedHostMiddleware, allowed_hosts=["example.org"])
last.add_middleware(Auth)
last.add_middleware(CORSMiddleware, allow_origins=["https://example.org"])

first = FastAPI(
    middleware=[
        Middleware(CORSMiddleware, allow_origins=["https://example.org"]),
        Middleware(Auth),
    ]
)

outer = FastAPI(middleware=[Middleware(Auth)])
outer.add_middleware(CORSMiddleware, allow_origins=["https://example.org"])

two_apps = FastAPI()
two_apps.add_middleware(CORSMiddleware, allow_origins=["https://example.org"])
other = FastAPI()
other.add_middleware(Auth)


def create_app(*, public: bool) -> FastAPI:
    """No app has both."""
    app = FastAPI()
    if public:
        app.add_middleware(CORSMiddleware, allow_origins=["*"])
    else:
        app.add_middleware(Auth)
    return app


app = create_app(public=True)
wrapped = CORSMiddleware(app=other, allow_origins=["https://example.org"])

twice = FastAPI()
twice.add_middleware(CORSMiddleware, allow_origins=["https://example.org"])
twice.add_middleware(Auth)
served = CORSMiddleware(twice, allow_origins=["https://example.org"])

open_to_all = FastAPI()
open_to_all.add_middleware(CORSMiddleware, allow_origins=["https://example.org"])
open_to_all.add_middleware(TrustedHostMiddleware, allowed_hosts=["example.org", "*"])

unlimited = FastAPI()
unlimited.add_middleware(CORSMiddleware, allow_origins=["https://example.org"])
unlimited.add_middleware(TrustedHostMiddleware)
