"""An app whose middleware are functions of another file."""

from fastapi import FastAPI, Request, Response
from starlette.middleware.base import BaseHTTPMiddleware

import guards
from guards import guard, retried

app = FastAPI()
app.add_middleware(
    BaseHTTPMiddleware,
    dispatch=guards.answer_errors,
)
app.middleware("http")(guard)


async def forwarded(request: Request) -> Response:
    """What answers the request in the end."""
    return Response(request.url.path)


@app.get("/")
async def forward(request: Request) -> Response:
    """Hand a function with two parameters what it calls."""
    return await retried(request, forwarded)
