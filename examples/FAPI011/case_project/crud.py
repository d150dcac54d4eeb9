"""Functions that the path operations call."""

from db import get_connection


def names() -> list[str]:
    """Close the connection, unless the statement fails."""
    connection = get_connection()  # expect: FAPI011
    rows = connection.execute("SELECT name FROM sqlite_master").fetchall()
    connection.close()
    return [row[0] for row in rows]


def create_tables() -> None:
    """Called by the command line only."""
    connection = get_connection()
    connection.execute("CREATE TABLE IF NOT EXISTS names (name)")
    connection.close()
