"""The class itself with a function, and classes that are only called alike."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from fastapi.middleware import Middleware
from fastapi.middleware.gzip import GZipMiddleware
from starlette.middleware import base

CallNext = Callable[[Request], Awaitable[Response]]


async def hand_on(request: Request, call_next: CallNext) -> Response:
    """Call on."""
    return await call_next(request)


app = FastAPI(middleware=[Middleware(base.BaseHTTPMiddleware, dispatch=hand_on)])  # expect: FAPI605
app.add_middleware(base.BaseHTTPMiddleware, dispatch=hand_on)  # expect: FAPI605
app.add_middleware(GZipMiddleware)


class BaseHTTPMiddleware:
    """A class of the project that happens to have the name."""


class Mine(BaseHTTPMiddleware):
    """Derives from that."""
