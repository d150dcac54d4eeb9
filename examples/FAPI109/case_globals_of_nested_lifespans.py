"""Global names that a function inside of the application's factory fills."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI


class Store:
    """Keeps a connection."""

    def __init__(self, path: str) -> None:
        self.connection = sqlite3.connect(path, check_same_thread=False)

    def count(self) -> int:
        """Asks the database."""
        return self.connection.execute("SELECT count(*) FROM items").fetchone()[0]


store = None
path = None


def create_app(database: str) -> FastAPI:
    """Make the application."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        global store, path
        path = database
        store = Store(database)
        yield
        store.connection.close()

    app = FastAPI(lifespan=lifespan)
    add_routes(app)
    return app


def add_routes(app: FastAPI) -> None:
    """Add what the application answers."""

    @app.get("/items/count")
    async def count() -> int:
        return store.count()  # expect: FAPI109

    @app.get("/items/threads")
    def count_in_thread() -> int:
        return store.count()

    @app.get("/path")
    async def where() -> str:
        return str(path)


app = create_app("items.sqlite")
