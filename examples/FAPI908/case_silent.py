"""What exists under the same names."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, FastAPI, Request, WebSocket
from fastapi.responses import PlainTextResponse, Response

app = FastAPI()
router = APIRouter()


class Registry:
    """Something with a method of that name."""

    def route(self, path: str) -> Callable[[Any], Any]:
        """Hand the function back."""
        return lambda function: function


class OwnApp(FastAPI):
    """An application that brings the method back."""

    def route(self, path: str) -> Callable[[Any], Any]:
        """Add a plain route."""
        return lambda function: function


registry = Registry()
own = OwnApp()


@router.route("/health")
async def read_health(request: Request) -> Response:
    """Routers of FastAPI still have it."""
    return PlainTextResponse("ok")


@app.websocket_route("/live")
async def live(websocket: WebSocket) -> None:
    """Applications of FastAPI still have it."""
    await websocket.accept()
    await websocket.close()


@app.exception_handler(404)
async def handle_missing(request: Request, error: Exception) -> Response:
    """So is this."""
    return PlainTextResponse("missing", 404)


@registry.route("/other")
def other() -> None:
    """Another library's decorator."""


@own.route("/own")
def read_own() -> None:
    """The project's own."""


app.add_route("/plain", read_health)
app.include_router(router)
