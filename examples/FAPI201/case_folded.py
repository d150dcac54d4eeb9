"""Handlers that a lifespan can call as they are: given as arguments, in a factory, on one app with others.

The fix puts the lifespan above the app that it is given to, where its comment begins.
"""

from contextlib import asynccontextmanager

from fastapi import FastAPI

log: list[str] = []


@asynccontextmanager
async def other_manager():
    """Not a lifespan."""
    yield


def create_app(title: str) -> FastAPI:
    """Make an application with handlers of its own."""
    # Titles are shown in the documentation.
    application = FastAPI(title=title)

    @application.on_event("startup")  # expect: FAPI201
    async def start() -> None:
        log.append(title)

    @application.on_event("startup")  # expect: FAPI201
    @application.on_event("shutdown")  # expect: FAPI201
    def note() -> None:
        log.append("note")

    return application


app = create_app("folded")
