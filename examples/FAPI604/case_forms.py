"""Functions, ASGI middleware, exceptions of the project, helpers, and what is caught."""

from collections.abc import Awaitable, Callable

import fastapi
from fastapi import Depends, FastAPI, HTTPException, Request, Response
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

CallNext = Callable[[Request], Awaitable[Response]]
app = FastAPI()


class Forbidden(HTTPException):
    """An exception of the project."""

    def __init__(self) -> None:
        super().__init__(status_code=403)


def check(request: Request) -> None:
    """Raise, which is right in a dependency."""
    if "Authorization" not in request.headers:
        raise HTTPException(401)


async def check_later(request: Request) -> None:
    """Call another function that raises."""
    check(request)


@app.middleware("http")
async def refuse(request: Request, call_next: CallNext) -> Response:
    """Under the decorator."""
    if request.url.path == "/old":
        raise StarletteHTTPException(status_code=410)  # expect: FAPI604
    if request.url.path == "/secret":
        raise Forbidden  # expect: FAPI604
    check(request)  # expect: FAPI604
    await check_later(request)  # expect: FAPI604
    return await call_next(request)


class Limit:
    """An ASGI middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Raise."""
        if scope["type"] == "http" and scope["path"] == "/limit":
            raise fastapi.HTTPException(429)  # expect: FAPI604
        await self.app(scope, receive, send)


class Methods(BaseHTTPMiddleware):
    """Raises in a method."""

    async def dispatch(self, request: Request, call_next: CallNext) -> Response:
        """Ask a method."""
        self.authenticate(request)  # expect: FAPI604
        return await call_next(request)

    def authenticate(self, request: Request) -> None:
        """Raise."""
        raise HTTPException(401)


class Caught(BaseHTTPMiddleware):
    """Catches what it raises."""

    async def dispatch(self, request: Request, call_next: CallNext) -> Response:
        """Catch it."""
        try:
            check(request)
            if request.url.path == "/gone":
                raise HTTPException(410)
        except HTTPException as error:
            return JSONResponse({"detail": error.detail}, error.status_code)
        try:
            await check_later(request)
        except Exception:
            return JSONResponse({"detail": "Not authenticated"}, 401)
        return await call_next(request)


class CaughtElsewhere(BaseHTTPMiddleware):
    """Knows that it raises, and where it does not."""

    async def dispatch(self, request: Request, call_next: CallNext) -> Response:
        """Catch it where it may raise."""
        if "Authorization" in request.headers:
            check(request)
            return await call_next(request)
        try:
            check(request)
        except HTTPException as error:
            return JSONResponse({"detail": error.detail}, error.status_code)
        return await call_next(request)


async def dispatch(request: Request, call_next: CallNext) -> Response:
    """Not caught: the handler is for something else, or raises again."""
    try:
        check(request)  # expect: FAPI604
    except KeyError:
        return Response(status_code=400)
    try:
        await check_later(request)  # expect: FAPI604
    except HTTPException:
        print("refused")
        raise
    return await call_next(request)


class Sometimes(BaseHTTPMiddleware):
    """Raises again, in some cases."""

    async def dispatch(self, request: Request, call_next: CallNext) -> Response:
        """Only warn, or refuse; and tell exceptions apart."""
        try:
            check(request)  # expect: FAPI604
        except HTTPException:
            if request.url.path != "/public":
                raise
        try:
            await check_later(request)
        except Exception as error:
            if isinstance(error, HTTPException):
                return JSONResponse({"detail": error.detail}, error.status_code)
            raise
        return await call_next(request)


class FromFunction(BaseHTTPMiddleware):
    """Raises another exception, which is an error, and no answer either way."""

    async def dispatch(self, request: Request, call_next: CallNext) -> Response:
        """Raise."""
        if not request.headers:
            raise RuntimeError("no headers")
        return await call_next(request)


app.add_middleware(Limit)
app.add_middleware(Methods)
app.add_middleware(Caught)
app.add_middleware(CaughtElsewhere)
app.add_middleware(FromFunction)
app.add_middleware(Sometimes)
app.middleware("http")(dispatch)


@app.get("/items", dependencies=[Depends(check)])
def read_items() -> list[str]:
    """Raise in a path operation."""
    raise HTTPException(404)
