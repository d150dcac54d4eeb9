"""Middleware that costs a task and a queue for each request.

Middleware Ordering: the easy way to write one.
"""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from starlette.middleware.base import BaseHTTPMiddleware

CallNext = Callable[[Request], Awaitable[Response]]


class Served(BaseHTTPMiddleware):  # expect: FAPI605
    """Adds a header."""

    async def dispatch(self, request: Request, call_next: CallNext) -> Response:
        """Add it."""
        response = await call_next(request)
        response.headers["X-Served-By"] = "class"
        return response


app = FastAPI()
app.add_middleware(Served)


@app.middleware("http")  # expect: FAPI605
async def add_header(request: Request, call_next: CallNext) -> Response:
    """Add another."""
    response = await call_next(request)
    response.headers["X-Served-Too"] = "function"
    return response


@app.get("/items")
def read_items() -> list[str]:
    """Answer."""
    return ["item"]
