"""Helpers that do not say what they get, and a list for an app that is made elsewhere."""

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import Request
from fastapi.middleware.cors import CORSMiddleware
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.responses import JSONResponse, Response


class Authentication(BaseHTTPMiddleware):
    """Refuses who sends no credentials."""

    async def dispatch(
        self, request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        """Look for credentials."""
        if "authorization" not in request.headers:
            return JSONResponse({"detail": "who are you?"}, status_code=401)
        return await call_next(request)


class Limiter:
    """Counts requests, and answers those that are too many."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.seen = 0

    async def __call__(
        self, request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        """Look at the number."""
        self.seen += 1
        if self.seen > self.most:
            return JSONResponse({"detail": "slow down"}, status_code=429)
        return await call_next(request)


async def timed(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """Always calls on."""
    response = await call_next(request)
    response.headers["x-answered"] = "yes"
    return response


def set_up_cors(app, origins):  # type: ignore[no-untyped-def]
    """Adds CORS to whatever it gets."""
    app.add_middleware(CORSMiddleware, allow_origins=origins)


def set_up_authentication(app: Any) -> None:
    """Adds authentication to whatever it gets."""
    app.add_middleware(Authentication)


OUTERMOST_FIRST = [
    Middleware(CORSMiddleware, allow_origins=["https://example.com"]),
    Middleware(Authentication),
]
THE_OTHER_WAY = [
    Middleware(Authentication),
    Middleware(CORSMiddleware, allow_origins=["https://example.com"]),
]
