"""Lists, functions, ASGI middleware, and what is not recognised for sure."""

import logging
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from fastapi.middleware import Middleware
from fastapi.responses import JSONResponse
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

CallNext = Callable[[Request], Awaitable[Response]]
logger = logging.getLogger(__name__)


class Auth:
    """Refuses, as an ASGI middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse without a token."""
        if scope["type"] == "http" and not scope["headers"]:
            response = JSONResponse({"detail": "Not authenticated"}, status_code=401)
            await response(scope, receive, send)
            return
        await self.app(scope, receive, send)


class Log(BaseHTTPMiddleware):
    """Logs every request."""

    async def dispatch(self, request: Request, call_next: CallNext) -> Response:
        """Log before and after."""
        logger.info("request %s", request.url.path)
        try:
            return await call_next(request)
        finally:
            logger.info("done")


class RareLog(BaseHTTPMiddleware):
    """Logs errors only: what is refused outside is none of its business."""

    async def dispatch(self, request: Request, call_next: CallNext) -> Response:
        """Log some."""
        response = await call_next(request)
        if response.status_code >= 500:
            logger.error("failed")
        return response


class Limit(BaseHTTPMiddleware):
    """Refuses, but not for want of credentials."""

    async def dispatch(self, request: Request, call_next: CallNext) -> Response:
        """Refuse large bodies."""
        if int(request.headers.get("Content-Length", 0)) > 100:
            return JSONResponse({"detail": "Too large"}, status_code=413)
        return await call_next(request)


listed = FastAPI(middleware=[Middleware(Auth), Middleware(Log)])  # expect: FAPI602
right = FastAPI(middleware=[Middleware(Log), Middleware(Auth)])

mixed = FastAPI(middleware=[Middleware(Log)])
mixed.add_middleware(Auth)  # expect: FAPI602

decorated = FastAPI()
decorated.add_middleware(Log)


@decorated.middleware("http")  # expect: FAPI602
async def check_token(request: Request, call_next: CallNext) -> Response:
    """Refuse without a token."""
    if "Authorization" not in request.headers:
        return JSONResponse({"detail": "Not authenticated"}, status_code=401)
    return await call_next(request)


silent = FastAPI()
silent.add_middleware(RareLog)
silent.add_middleware(Auth)

limited = FastAPI()
limited.add_middleware(Log)
limited.add_middleware(Limit)


class Printed(BaseHTTPMiddleware):
    """Prints every request."""

    async def dispatch(self, request: Request, call_next: CallNext) -> Response:
        """Print it."""
        print(f"request {request.url.path}")
        return await call_next(request)


class Greeting(BaseHTTPMiddleware):
    """Prints a fixed text: no log of requests."""

    async def dispatch(self, request: Request, call_next: CallNext) -> Response:
        """Print it."""
        print("hello")
        return await call_next(request)


printed = FastAPI()
printed.add_middleware(Printed)
printed.add_middleware(Auth)  # expect: FAPI602

greeted = FastAPI()
greeted.add_middleware(Greeting)
greeted.add_middleware(Auth)
