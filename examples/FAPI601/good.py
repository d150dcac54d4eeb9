"""CORS is added last, and so it is outermost: preflight requests and refusals have its headers.

Middleware Ordering, "Correct order", turned round: with `add_middleware` what is added last runs first.
"""

import logging

from fastapi import FastAPI, Request, Response
from fastapi.middleware.cors import CORSMiddleware
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


class AuthenticationMiddleware(BaseHTTPMiddleware):
    """Lets nobody in without a token."""

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        """Call on, or refuse."""
        if request.headers.get("Authorization") != "Bearer token":
            return JSONResponse({"detail": "Not authenticated"}, status_code=401)
        return await call_next(request)


app = FastAPI()
app.add_middleware(AuthenticationMiddleware)
app.add_middleware(RequestLoggingMiddleware)
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://yourdomain.com"],
    allow_credentials=True,
    allow_methods=["GET", "POST", "PUT", "DELETE"],
    allow_headers=["*"],
)


@app.get("/items")
def read_items() -> list[str]:
    """Answer those who are let in."""
    return ["item"]
