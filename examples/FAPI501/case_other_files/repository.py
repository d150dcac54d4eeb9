"""Queries, composed far from the handlers."""

from typing import Any

from database import Database


def find_items(database: Database, name: str) -> list[Any]:
    """Composes what a handler passes on."""
    return database.run("SELECT * FROM items WHERE name = '" + name + "'")  # expect: FAPI501


def known_items(database: Database, name: str) -> list[Any]:
    """Is only given constants."""
    return database.run("SELECT * FROM items WHERE name = '" + name + "'")


def count_items(database: Database, name: str) -> int:
    """Is handed to a thread with its arguments."""
    where = condition(name)
    return int(database.run(f"SELECT count(*) FROM items WHERE {where}")[0][0])  # expect: FAPI501


def condition(name: str) -> str:
    """A part of a statement."""
    return f"name = '{name}'"


class ItemRepository:
    """Keeps the name of its table."""

    def __init__(self, database: Database, table: str) -> None:
        self.database = database
        self.table = table

    def by_size(self, size: int) -> list[Any]:
        """The size is a number, the table is what the client says."""
        return self.database.run(f"SELECT * FROM {self.table} WHERE size = {size}")  # expect: FAPI501
