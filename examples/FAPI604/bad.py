"""Authentication as a middleware that raises: the client gets a 500 instead of a 401.

Middleware Ordering, "Correct order", and Authentication Pattern: the guide's `raise HTTPException`, in a middleware.
"""

from fastapi import FastAPI, HTTPException, Request, Response, status
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint


class AuthenticationMiddleware(BaseHTTPMiddleware):
    """Lets nobody in without a token."""

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        """Call on, or refuse."""
        if request.headers.get("Authorization") != "Bearer token":
            raise HTTPException(status.HTTP_401_UNAUTHORIZED, "Invalid token")  # expect: FAPI604
        return await call_next(request)


app = FastAPI()
app.add_middleware(AuthenticationMiddleware)


@app.get("/items")
def read_items() -> list[str]:
    """Answer those who are let in."""
    return ["item"]
