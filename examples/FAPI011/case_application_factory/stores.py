"""Where the connections are opened."""

import sqlite3


class Store:
    """One that opens a connection for each question."""

    def __init__(self, path: str) -> None:
        self.path = path

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path)
        connection.row_factory = sqlite3.Row
        return connection

    def count(self) -> int:
        """Asked by a nested handler."""
        with self._connect() as connection:  # expect: FAPI011
            return len(connection.execute("SELECT 1").fetchall())

    def names(self) -> list[str]:
        """Asked by a registered handler."""
        connection = self._connect()  # expect: FAPI011
        return [each[0] for each in connection.execute("SELECT name FROM users LIMIT 10")]

    def tidy(self) -> None:
        """Asked by nobody who serves requests."""
        with self._connect() as connection:
            connection.execute("VACUUM")


class Nothing:
    """Stores nothing."""

    def count(self) -> int:
        """Always none."""
        return 0


def store_for(settings: dict[str, str]) -> Store | Nothing:
    """The store that the settings name."""
    return Store(settings["path"]) if "path" in settings else Nothing()
