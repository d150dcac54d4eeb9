"""Authentication is added last, and so it is outermost: neither the log nor the error handling sees it.

Middleware Ordering, "Correct order": the guide's order from its second to its fourth line, with classes of this
file for the guide's names. With `add_middleware` it is the wrong way round.
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
app.add_middleware(RequestLoggingMiddleware)
app.add_middleware(ErrorHandlingMiddleware)
app.add_middleware(AuthenticationMiddleware)  # expect: FAPI602


@app.get("/items")
def read_items() -> list[str]:
    """Answer those who are let in."""
    return ["item"]
