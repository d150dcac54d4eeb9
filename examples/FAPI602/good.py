"""Authentication is added first, and so it is innermost: errors in it are caught, refusals are logged.

Middleware Ordering, "Correct order", turned round: with `add_middleware` what is added last runs first.
"""

import logging

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint

logger = logging.getLogger(__name__)


class RequestLoggingMiddleware(BaseHTTPMiddleware):
    """Logs every request."""

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        """Call on, and log."""
        response = await call_next(request)
        logger.info("%s %s", request.url.path, response.status_code)
        return response


class ErrorHandlingMiddleware(BaseHTTPMiddleware):
    """Turns errors into answers."""

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        """Call on, and catch."""
        try:
            return await call_next(request)
        except Exception:
            return JSONResponse({"detail": "Sorry"}, status_code=503)


class AuthenticationMiddleware(BaseHTTPMiddleware):
    """Lets nobody in without a token."""

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        """Call on, or refuse."""
        scheme, token = request.headers["Authorization"].split()
        if (scheme, token) != ("Bearer", "token"):
            return JSONResponse({"detail": "Not authenticated"}, status_code=401)
        return await call_next(request)


app = FastAPI()
app.add_middleware(AuthenticationMiddleware)
app.add_middleware(ErrorHandlingMiddleware)
app.add_middleware(RequestLoggingMiddleware)


@app.get("/items")
def read_items() -> list[str]:
    """Answer those who are let in."""
    return ["item"]
