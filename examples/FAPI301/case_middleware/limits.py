"""A middleware that refuses large bodies for the whole application."""

from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

LARGEST = 10 * 1024 * 1024


class LimitBody(BaseHTTPMiddleware):
    """Answers 413 by the header."""

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        """Refuse or go on."""
        length = request.headers.get("content-length")
        if length is None or int(length) > LARGEST:
            return JSONResponse({"detail": "too large"}, status_code=413)
        return await call_next(request)
