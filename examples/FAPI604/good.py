"""The middleware returns the answer.

Middleware Ordering, "Correct order", and Authentication Pattern, in a middleware.
"""

from fastapi import FastAPI, Request, Response, status
from fastapi.responses import JSONResponse
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint


class AuthenticationMiddleware(BaseHTTPMiddleware):
    """Lets nobody in without a token."""

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        """Call on, or refuse."""
        if request.headers.get("Authorization") != "Bearer token":
            detail = {"detail": "Invalid token"}
            return JSONResponse(detail, status.HTTP_401_UNAUTHORIZED, {"WWW-Authenticate": "Bearer"})
        return await call_next(request)


app = FastAPI()
app.add_middleware(AuthenticationMiddleware)


@app.get("/items")
def read_items() -> list[str]:
    """Answer those who are let in."""
    return ["item"]
