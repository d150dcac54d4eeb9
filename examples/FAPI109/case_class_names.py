"""Branches for objects whose class has a certain name."""

import sqlite3
from typing import Any

from fastapi import FastAPI

app = FastAPI()


class Store:
    """Where rows are."""

    connection: sqlite3.Connection


class FileStore(Store):
    """Rows in a file."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect("rows.db")

    async def content(self) -> list[Any]:
        """Through the same helper: for this class it reads."""
        return all_rows(self)  # expect: FAPI109


class MemoryStore(Store):
    """Rows in memory."""

    def __init__(self) -> None:
        self.rows: list[Any] = []

    async def content(self) -> list[Any]:
        """Through the same helper, which asks for this class's name first."""
        return all_rows(self)


class WindowedStore(FileStore):
    """A class with a name of its own."""

    async def content(self) -> list[Any]:
        """Nothing asks for this name."""
        return all_rows(self)


def all_rows(store: Store) -> list[Any]:
    """What the store holds."""
    if type(store).__name__ == "MemoryStore":
        return []
    if store.__class__.__name__ in ("FileStore", "TableStore"):
        return store.connection.execute("SELECT * FROM row").fetchall()
    raise ValueError(type(store).__name__)


@app.get("/rows")
async def rows() -> int:
    """Whatever there is."""
    return len(await MemoryStore().content())
