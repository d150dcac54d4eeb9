"""A middleware that answers preflight requests of some paths itself, with CORS headers of its own."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from fastapi.middleware.cors import CORSMiddleware
from starlette.middleware.base import BaseHTTPMiddleware

HEADERS = {"Access-Control-Allow-Origin": "*"}


class PublicPaths(BaseHTTPMiddleware):
    """Lets everybody read what is public."""

    async def dispatch(
        self, request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        """Answer with headers, or call on."""
        if request.method == "OPTIONS" and request.url.path == "/public":
            return Response(status_code=204, headers=HEADERS)
        return await call_next(request)


app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://example.org"])
app.add_middleware(PublicPaths)
