"""A middleware that refuses large videos, and lets everything else pass."""

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LARGEST = 10 * 1024 * 1024


class LimitVideos:
    """Answers 413 by the header."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand around an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse or go on."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        if not (scope["method"] == "POST" and scope["path"] == "/videos"):
            return await self.app(scope, receive, send)
        length = dict(scope["headers"]).get(b"content-length", b"0")
        if int(length) > LARGEST:
            return await JSONResponse({"detail": "too large"}, status_code=413)(scope, receive, send)
        return await self.app(scope, receive, send)
