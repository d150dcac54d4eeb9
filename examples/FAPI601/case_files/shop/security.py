"""The middleware of the shop."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse
from starlette.middleware.base import BaseHTTPMiddleware


class Auth(BaseHTTPMiddleware):
    """Refuses."""

    async def dispatch(
        self, request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        """Refuse without a token."""
        if "Authorization" not in request.headers:
            return JSONResponse({"detail": "Not authenticated"}, status_code=401)
        return await call_next(request)


def add_cors(app: FastAPI) -> None:
    """Called before `add_authentication`."""
    app.add_middleware(CORSMiddleware, allow_origins=["https://example.org"])  # expect: FAPI601


def add_cors_last(app: FastAPI) -> None:
    """Called after it."""
    app.add_middleware(CORSMiddleware, allow_origins=["https://example.org"])


def add_authentication(app: FastAPI) -> None:
    """Add what refuses."""
    app.add_middleware(Auth)
