"""Objects that keep a statement for later, and one that only keeps a text."""

import sqlite3
from contextlib import closing


class Operation:
    """A statement that is executed when somebody asks for it."""

    def __init__(self, statement: str, path: str = "shop.db") -> None:
        self.statement = statement
        self.path = path

    def execute(self) -> list[tuple[object, ...]]:
        """Execute the statement."""
        with closing(sqlite3.connect(self.path)) as connection:
            return connection.execute(self.statement).fetchall()


class Note:
    """A text for people, which nobody executes."""

    def __init__(self, text: str) -> None:
        self.text = text

    def shown(self) -> str:
        """The text in capitals."""
        return self.text.upper()


class Removal:
    """Its methods call their object differently."""

    def __init__(this, statement: str) -> None:  # noqa: N805
        """Keep the statement."""
        this.statement = statement

    def run(self) -> None:
        """Execute it."""
        with closing(sqlite3.connect("shop.db")) as connection, connection:
            connection.execute(self.statement)
