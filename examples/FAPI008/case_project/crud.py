"""Functions that the path operations call."""

import db
from db import conn


def names() -> list[str]:
    """By its own name."""
    return [row[0] for row in conn.execute("SELECT name FROM sqlite_master")]


def count() -> int:
    """Through the module."""
    return db.other.total_changes
