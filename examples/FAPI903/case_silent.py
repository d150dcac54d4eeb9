"""The same path, and not the same route."""

import os
from collections.abc import Callable
from typing import Any, TypeVar

from fastapi import APIRouter, FastAPI, WebSocket

Handler = TypeVar("Handler", bound=Callable[..., Any])

app = FastAPI()
first, second = APIRouter(prefix="/v1"), APIRouter(prefix="/v2")
debug = bool(os.environ.get("DEBUG"))


def version(number: int) -> Callable[[Handler], Handler]:
    """Note for which version a function is."""

    def note(function: Handler) -> Handler:
        setattr(function, "version", number)
        return function

    return note


@app.get("/a")
def read_a() -> str:
    """One method."""
    return "a"


@app.get("/same")
@app.get("/same", include_in_schema=False)
def read_same() -> str:
    """One handler, whichever is taken."""
    return "same"


@app.post("/a")
def create_a() -> str:
    """Another method."""
    return "a"


@app.websocket("/a")
async def live_a(websocket: WebSocket) -> None:
    """No request at all."""
    await websocket.accept()


@app.get("/a/")
def read_a_slash() -> str:
    """Another path."""
    return "a/"


@first.get("/b")
def read_b() -> str:
    """One prefix."""
    return "b"


@second.get("/b")
def read_second_b() -> str:
    """Another prefix."""
    return "b"


@app.get("/c")
@version(1)
def read_c() -> str:
    """Chosen by a decorator."""
    return "c"


@app.get("/c")
@version(2)
def read_new_c() -> str:
    """Chosen by a decorator."""
    return "C"


if debug:

    @app.get("/d")
    def read_d() -> str:
        """One of two."""
        return "debug"

else:

    @app.get("/d")
    def read_real_d() -> str:
        """The other one."""
        return "d"


def create_app() -> FastAPI:
    """Another application."""
    inner = FastAPI()

    @inner.get("/a")
    def read_inner_a() -> str:
        return "a"

    return inner


app.include_router(first)
app.include_router(second)
