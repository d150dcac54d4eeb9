"""Handlers of an event, plain functions and coroutines side by side, told apart before or after the call."""

import inspect
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fastapi import FastAPI

app = FastAPI()


class Bus:
    """Keeps handlers by the names of events."""

    def __init__(self) -> None:
        self.handlers: dict[str, list[Callable[[str], Any]]] = defaultdict(list)

    def on(self, name: str) -> Callable[[Callable[[str], Any]], Callable[[str], Any]]:
        """Register a handler."""

        def keep(handler: Callable[[str], Any]) -> Callable[[str], Any]:
            self.handlers[name].append(handler)
            return handler

        return keep

    async def tell(self, name: str, text: str) -> None:
        """Ask each handler before it is called."""
        for handler in self.handlers[name]:
            if inspect.iscoroutinefunction(handler):
                await handler(text)
            else:
                handler(text)  # expect: FAPI109

    async def tell_all(self, name: str, text: str) -> None:
        """Ask what each handler gave."""
        for handler in self.handlers[name]:
            result = handler(text)  # expect: FAPI109
            if inspect.isawaitable(result):
                await result

    async def tell_some(self, name: str, text: str) -> None:
        """Call the coroutines only."""
        for handler in self.handlers[name]:
            if inspect.iscoroutinefunction(handler):
                await handler(text)


bus = Bus()


@bus.on("signed up")
async def welcome(name: str) -> None:
    """Does nothing that blocks."""


@bus.on("signed up")
def note(name: str) -> None:
    """Writes a line."""
    with Path("audit.log").open("a") as file:
        file.write(f"{name}\n")


@app.post("/users")
async def sign_up(name: str) -> None:
    """Tell everybody in three ways."""
    await bus.tell("signed up", name)
    await bus.tell_all("signed up", name)
    await bus.tell_some("signed up", name)
