"""A cursor that stands in the module, as scripts have it, and one that is an attribute."""

import sqlite3
from typing import Any

from fastapi import FastAPI

app = FastAPI()
connection = sqlite3.connect(":memory:", check_same_thread=False)
cursor = connection.cursor()  # expect: FAPI008
other = connection.cursor()  # expect: FAPI008


class Store:
    """Keeps its cursor."""

    def __init__(self) -> None:
        self.cursor = connection.cursor()  # expect: FAPI008

    def items(self) -> list[Any]:
        """Every row."""
        self.cursor.execute("SELECT id, name FROM items")
        return self.cursor.fetchall()


store = Store()


@app.get("/items")
def list_items() -> list[dict[str, Any]]:
    """The statement, and then its rows."""
    cursor.execute("SELECT id, name FROM items ORDER BY name")
    rows = cursor.fetchall()  # expect: FAPI808
    return [{"id": row[0], "name": row[1]} for row in rows]


@app.get("/store")
def list_store() -> list[Any]:
    """Through a method."""
    return store.items()  # expect: FAPI808


@app.get("/page")
def list_page(last: int = 0) -> list[Any]:
    """The rows of another statement than the first."""
    cursor.execute("SELECT id FROM items")
    cursor.fetchone()
    cursor.execute("SELECT id FROM items WHERE id > ? LIMIT 20", (last,))
    return cursor.fetchall()


@app.get("/two")
def list_of_other() -> list[Any]:
    """Two cursors: the rows are of the one that is limited."""
    other.execute("SELECT id FROM items LIMIT 20")
    cursor.execute("SELECT id FROM items")
    return other.fetchall()
