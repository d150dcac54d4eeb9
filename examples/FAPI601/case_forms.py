"""Every form of registration, and everything that can answer by itself."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from fastapi.middleware import Middleware
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.httpsredirect import HTTPSRedirectMiddleware
from fastapi.middleware.trustedhost import TrustedHostMiddleware
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse
from starlette.middleware import cors
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

CallNext = Callable[[Request], Awaitable[Response]]


class RateLimit:
    """An ASGI middleware that sends its own answer."""

    def __init__(self, app: ASGIApp, limit: int = 10) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count, and refuse."""
        if scope["type"] == "http" and self.limit < 1:
            response = PlainTextResponse("Too many requests", status_code=429)
            await response(scope, receive, send)
            return
        await self.app(scope, receive, send)


class Raw:
    """An ASGI middleware that sends the messages of an answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse in a helper."""
        if scope["type"] == "http" and not scope["path"]:
            await self.refuse(send)
        else:
            await self.app(scope, receive, send)

    async def refuse(self, send: Send) -> None:
        """Send the messages."""
        await send({"type": "http.response.start", "status": 404, "headers": []})
        await send({"type": "http.response.body", "body": b""})


class Errors(BaseHTTPMiddleware):
    """Turns errors into answers, which browsers cannot read then."""

    async def dispatch(self, request: Request, call_next: CallNext) -> Response:
        """Catch everything."""
        try:
            response = await call_next(request)
        except Exception:
            response = JSONResponse({"detail": "Sorry"}, status_code=500)
        return response


async def redirect(request: Request, call_next: CallNext) -> Response:
    """A function for `dispatch=`."""
    if request.url.path == "/old":
        return RedirectResponse("/new")
    return await call_next(request)


hosts = FastAPI()
hosts.add_middleware(CORSMiddleware, allow_origins=["https://example.org"])  # expect: FAPI601
hosts.add_middleware(TrustedHostMiddleware, allowed_hosts=["example.org"])

listed = FastAPI(
    middleware=[
        Middleware(HTTPSRedirectMiddleware),
        Middleware(cors.CORSMiddleware, allow_origins=["https://example.org"]),  # expect: FAPI601
    ]
)

both = FastAPI(
    middleware=[
        Middleware(CORSMiddleware, allow_origins=["https://example.org"]),  # expect: FAPI601
    ]
)
both.add_middleware(middleware_class=RateLimit, limit=3)

raw = FastAPI()
raw.add_middleware(CORSMiddleware, allow_origins=["https://example.org"])  # expect: FAPI601
raw.add_middleware(Raw)

errors = FastAPI()
errors.add_middleware(CORSMiddleware, allow_origins=["https://example.org"])  # expect: FAPI601
errors.add_middleware(Errors)

function = FastAPI()
function.add_middleware(CORSMiddleware, allow_origins=["https://example.org"])  # expect: FAPI601
function.add_middleware(BaseHTTPMiddleware, dispatch=redirect)

decorated = FastAPI()
decorated.add_middleware(CORSMiddleware, allow_origins=["https://example.org"])  # expect: FAPI601


@decorated.middleware("http")
async def check_token(request: Request, call_next: CallNext) -> Response:
    """Refuse without a token."""
    if "Authorization" not in request.headers:
        return JSONResponse({"detail": "Not authenticated"}, status_code=401)
    return await call_next(request)


def add_cors(app: FastAPI) -> None:
    """Add CORS to an app that is handed in."""
    app.add_middleware(CORSMiddleware, allow_origins=["https://example.org"])  # expect: FAPI601


def add_to_anything(app, strict=True):  # type: ignore[no-untyped-def]
    """A parameter without annotation."""
    app.add_middleware(CORSMiddleware, allow_origins=["https://example.org"])  # expect: FAPI601
    if strict:
        app.add_middleware(RateLimit)


def create_other_app(*, public: bool) -> FastAPI:
    """Either this or that; and one that is further out keeps an inner one from mattering."""
    app = FastAPI()
    if public:
        app.add_middleware(CORSMiddleware, allow_origins=["*"])  # expect: FAPI601
    else:
        app.add_middleware(CORSMiddleware, allow_origins=["https://example.org"])  # expect: FAPI601
    app.add_middleware(RateLimit)
    other = FastAPI()
    other.add_middleware(CORSMiddleware, allow_origins=["https://example.org"])
    other.add_middleware(RateLimit)
    other.add_middleware(CORSMiddleware, allow_origins=["https://example.org"])
    app.mount("/other", other)
    return app


def create_app(*, limited: bool = True) -> FastAPI:
    """A factory that calls helpers."""
    app = FastAPI()
    add_cors(app)
    if limited:
        app.add_middleware(RateLimit)
    return app


class Server:
    """Keeps its app, and configures it in a method."""

    def __init__(self) -> None:
        self.app = FastAPI()
        self.add_middleware()

    def add_middleware(self) -> None:
        """Add both."""
        self.app.add_middleware(CORSMiddleware, allow_origins=["https://example.org"])  # expect: FAPI601
        self.app.add_middleware(RateLimit)


made = create_app()
server = Server()
