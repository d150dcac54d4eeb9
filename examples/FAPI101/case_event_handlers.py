"""The older start-up and shut-down handlers: nobody waits for an answer while they run.

Decorated functions, and functions that are handed to `FastAPI`.
"""

import time

from fastapi import FastAPI


async def open_files() -> None:
    """Handed to `on_startup`."""
    time.sleep(0.01)


async def close_files() -> None:
    """Handed to `on_shutdown`."""
    time.sleep(0.01)


app = FastAPI()
other_app = FastAPI(on_startup=[open_files], on_shutdown=[close_files])  # expect: FAPI201, FAPI201


@app.on_event("startup")  # expect: FAPI201
async def start() -> None:
    """Run once, before the first request."""
    time.sleep(0.01)


@app.on_event("shutdown")  # expect: FAPI201
async def stop() -> None:
    """Run once, after the last request."""
    time.sleep(0.01)


@app.get("/")
async def index() -> None:
    """On the request path it is another matter."""
    time.sleep(0.01)  # expect: FAPI101


def make_application() -> FastAPI:
    """Make an application: its handlers are registered on a local name."""
    made = FastAPI()

    @made.on_event("startup")  # expect: FAPI201
    async def start_made() -> None:
        """Run once, before the first request."""
        time.sleep(0.01)

    @made.get("/made")
    async def made_index() -> None:
        """On the request path it is another matter."""
        time.sleep(0.01)  # expect: FAPI101

    return made


def register_events(target) -> None:
    """Register a handler on whatever application is given."""

    @target.on_event("shutdown")
    async def stop_target() -> None:
        """Run once, after the last request."""
        time.sleep(0.01)


app.include_router(make_application().router)
