"""All the places in which FastAPI runs a coroutine on its event loop.

Dependencies, middleware, exception handlers, websockets, background tasks, streams, and their helpers.
"""

import time
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, FastAPI, Request, WebSocket
from fastapi.responses import JSONResponse, StreamingResponse
from starlette.background import BackgroundTask
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

app = FastAPI(title="Echo at /api/ws")
router = APIRouter(prefix="/api")


class OutOfStock(Exception):
    """There is nothing left."""


class Throttle(BaseHTTPMiddleware):
    """Middleware by inheritance."""

    async def dispatch(self, request: Request, call_next):
        """Run for every request."""
        time.sleep(0.01)  # expect: FAPI101
        return await call_next(request)


class PlainThrottle:
    """Middleware by the ASGI interface."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run for every request."""
        time.sleep(0.01)  # expect: FAPI101
        await self.app(scope, receive, send)


app.add_middleware(Throttle)
app.add_middleware(PlainThrottle)


@app.middleware("http")
async def throttle(request: Request, call_next):
    """Middleware by a decorator."""
    time.sleep(0.01)  # expect: FAPI101
    return await call_next(request)


@app.exception_handler(OutOfStock)
async def out_of_stock(request: Request, error: OutOfStock) -> JSONResponse:
    """Exception handlers that are coroutines."""
    time.sleep(0.01)  # expect: FAPI101
    return JSONResponse({"detail": "out of stock"}, status_code=409)


async def permission() -> bool:
    """A dependency, whatever the handler is."""
    time.sleep(0.01)  # expect: FAPI101
    return True


async def resource() -> AsyncIterator[int]:
    """A dependency that yields."""
    time.sleep(0.01)  # expect: FAPI101
    try:
        yield 1
    finally:
        time.sleep(0.01)  # expect: FAPI101


class Guard:
    """A dependency that is an object."""

    async def __call__(self) -> bool:
        """Run for every request."""
        time.sleep(0.01)  # expect: FAPI101
        return True


async def write_log(number: int) -> None:
    """A background task."""
    time.sleep(0.01)  # expect: FAPI101


async def ticks() -> AsyncIterator[str]:
    """The body of a response, given bit by bit."""
    for number in range(3):
        time.sleep(0.01)  # expect: FAPI101
        yield f"{number}\n"


@router.get("/plain", dependencies=[Depends(Guard())])
def plain(allowed: Annotated[bool, Depends(permission)], number: int = Depends(resource)) -> int:
    """A plain handler, with dependencies that are not."""
    return number


@router.get("/stream")
async def stream() -> StreamingResponse:
    """A stream from a generator that is defined elsewhere."""
    return StreamingResponse(ticks())


@router.get("/stream-nested")
async def stream_nested() -> StreamingResponse:
    """A stream from a generator that is defined here."""

    async def body() -> AsyncIterator[bytes]:
        time.sleep(0.01)  # expect: FAPI101
        yield b"done"

    return StreamingResponse(body())


@router.post("/tasks")
async def tasks(background: BackgroundTasks) -> str:
    """Tasks that are added."""
    background.add_task(write_log, 1)
    return "ok"


@router.post("/task")
async def task() -> Response:
    """A task of the response."""
    return Response("ok", background=BackgroundTask(write_log, number=2))


@router.api_route("/any", methods=["GET"])
async def generic() -> None:
    """A handler that names its methods."""
    time.sleep(0.01)  # expect: FAPI101


async def added() -> None:
    """A handler that is added by a call."""
    time.sleep(0.01)  # expect: FAPI101
    raise OutOfStock


router.add_api_route("/added", added, methods=["GET"])


@router.websocket("/ws")
async def websocket(socket: WebSocket) -> None:
    """A websocket."""
    await socket.accept()
    async for text in socket.iter_text():
        time.sleep(0.01)  # expect: FAPI101
        await socket.send_text(text)


class Views:
    """Handlers that are methods."""

    def __init__(self) -> None:
        self.router = APIRouter(prefix="/views")
        self.router.add_api_route("", self.index, methods=["GET"])

    async def index(self) -> str:
        """A handler."""
        time.sleep(0.01)  # expect: FAPI101
        return await self.helper()

    async def helper(self) -> str:
        """A coroutine that a handler awaits."""
        time.sleep(0.01)  # expect: FAPI101
        return "index"


app.include_router(router)
app.include_router(Views().router)
