"""Start-up and shut-down: nobody waits for an answer, and nothing here may be reported.

Around the `yield` of a lifespan, in event handlers, in coroutines that only those await.
"""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI


def connect() -> str:
    """Wait until the other service is there."""
    time.sleep(0.01)
    return "connected"


async def warm_up() -> None:
    """Only the lifespan awaits this."""
    time.sleep(0.01)


async def cool_down() -> None:
    """Only the lifespan awaits this."""
    connect()


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Start, run, stop."""
    time.sleep(0.01)
    app.state.connection = connect()
    await warm_up()
    yield
    time.sleep(0.01)
    await cool_down()


@asynccontextmanager
async def guarded_lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Start, run, and stop whatever happens."""
    connection = connect()
    try:
        yield
    finally:
        time.sleep(0.01)
        print(connection)


class Resources:
    """A lifespan that is a method."""

    @asynccontextmanager
    async def lifespan(self, app: FastAPI) -> AsyncIterator[None]:
        """Start, run, stop."""
        self.connection = connect()
        yield
        time.sleep(0.01)


app = FastAPI(lifespan=lifespan)
guarded_app = FastAPI(lifespan=guarded_lifespan)
class_app = FastAPI(lifespan=Resources().lifespan)
router = APIRouter()
app.include_router(router)


@app.get("/")
async def index() -> str:
    """On the request path it is another matter."""
    time.sleep(0.01)  # expect: FAPI101
    return app.state.connection
