"""Where connections come from."""

import sqlite3


def get_connection() -> sqlite3.Connection:
    """Open one for the caller."""
    connection = sqlite3.connect("project.db")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection
