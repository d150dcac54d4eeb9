"""A thin layer over a driver: it executes what it is given, so its callers are reported."""

import sqlite3
from collections.abc import Iterator
from typing import Any


class Database:
    """One connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def run(self, query: str, parameters: tuple[Any, ...] = ()) -> list[Any]:
        """Execute a statement and give its first rows."""
        return self.connection.execute(query, parameters).fetchmany(100)


def get_database() -> Iterator[Database]:
    """A connection for one request."""
    connection = sqlite3.connect("items.db", check_same_thread=False)
    try:
        yield Database(connection)
    finally:
        connection.close()
