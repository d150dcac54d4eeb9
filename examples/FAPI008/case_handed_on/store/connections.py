"""Connections that requests share through other names."""

import sqlite3

connection = sqlite3.connect(":memory:", check_same_thread=False)  # expect: FAPI008
notes_connection = sqlite3.connect("notes.db", check_same_thread=False)  # expect: FAPI008
titles_connection = sqlite3.connect(":memory:")


class Notes:
    """Keeps its connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def texts(self) -> list[str]:
        """The first of them."""
        return [row[0] for row in self.connection.execute("select 'text' limit 10")]


def read_titles(connection: sqlite3.Connection) -> list[str]:
    """Reads once, when the file is imported."""
    return [row[0] for row in connection.execute("select 'title' limit 10")]


notes = Notes(notes_connection)
titles = read_titles(titles_connection)
