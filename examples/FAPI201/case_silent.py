"""Empty lists, events of other libraries, and functions that are called alike: nothing here may be reported."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI(on_startup=None, on_shutdown=[])


class Bus:
    """A class of the project with events of its own."""

    def on_event(self, name: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
        """Decorate a handler."""
        return lambda function: function

    def add_event_handler(self, name: str, handler: Callable[[], None]) -> None:
        """Add a handler."""


class Worker:
    """A class of the project with an argument of that name."""

    def __init__(self, on_startup: list[Callable[[], None]]) -> None:
        self.on_startup = on_startup


class Service(FastAPI):
    """An app class that has its own method of this name."""

    def add_event_handler(self, name: str, handler: Callable[[], None]) -> None:
        """Keep it for the lifespan."""
        self.state.handlers = [name, handler]


bus = Bus()
service = Service()


@bus.on_event("startup")
def started() -> None:
    """Not of an app."""


bus.add_event_handler("shutdown", started)
service.add_event_handler("shutdown", started)
worker = Worker(on_startup=[started])


def create_app(on_startup: Any = None) -> FastAPI:
    """A factory that hands on what it was given, mostly nothing."""
    return FastAPI(on_startup=on_startup)


client = TestClient(create_app())
