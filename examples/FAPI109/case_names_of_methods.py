"""A method has the name of what annotations and defaults around it mean: they mean what stands outside."""

from __future__ import annotations

import time
from collections.abc import Callable

from fastapi import FastAPI

app = FastAPI()


class Item:
    """A thing with rows."""

    def load(self) -> int:
        """Wait for its rows."""
        time.sleep(1)
        return 1


class Connection:
    """A connection to something slow."""

    def changes(self) -> int:
        """Wait for the number of changes."""
        time.sleep(1)
        return 1


def connect() -> Connection:
    """Make a connection."""
    return Connection()


class Things:
    """A repository with methods called like a builtin and like a function of this file."""

    def __init__(self, connector: Callable[[], Connection] = connect) -> None:
        """Take what makes connections."""
        self.connector = connector
        self.cached = {}

    def list(self, owner: str) -> list[Item]:
        """All things of an owner."""
        return self.cached[owner]

    def newest(self, owner: str) -> list[Item]:
        """The newest things of an owner."""
        return self.cached[owner][-3:]

    async def connect(self) -> int:
        """How many connections there are."""
        return 1

    async def size(self) -> int:
        """How many changes there were."""
        return self.connector().changes()  # expect: FAPI109


things = Things()


@app.get("/things")
async def read(owner: str) -> int:
    """Read what is in the things of an owner."""
    found = 0
    for item in things.newest(owner):
        found += item.load()  # expect: FAPI109
    found += things.list(owner)[0].load()  # expect: FAPI109
    return found + await things.size() + await things.connect()
