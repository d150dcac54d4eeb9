"""A name that is not there yet may be any text; one that was found is known."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException

app = FastAPI()


def get_connection() -> Iterator[sqlite3.Connection]:
    """A connection for one request."""
    with closing(sqlite3.connect("shop.db", check_same_thread=False)) as connection:
        yield connection


Database = Annotated[sqlite3.Connection, Depends(get_connection)]


def user_exists(database: sqlite3.Connection, name: str) -> bool:
    """Whether there is a user of this name."""
    return database.execute("SELECT 1 FROM users WHERE name = ?", (name,)).fetchone() is not None


@app.post("/users")
def create_user(name: str, database: Database) -> None:
    """Refuse a name that is taken, which says nothing of the others."""
    if user_exists(database, name):
        raise HTTPException(409)
    database.execute(f"INSERT INTO users (name) VALUES ('{name}')")  # expect: FAPI501


@app.post("/tables")
def create_table(name: str, database: Database) -> None:
    """The same the other way round."""
    if not user_exists(database, name):
        database.execute(f"CREATE TABLE {name} (id INTEGER)")  # expect: FAPI501


@app.delete("/users")
def delete_user(name: str, database: Database) -> None:
    """What was found is one of the names that are there."""
    if not user_exists(database, name):
        raise HTTPException(404)
    database.execute(f"DELETE FROM users WHERE name = '{name}'")
