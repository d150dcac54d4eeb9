"""The dependency that gives sessions, without the `yield` of the guide.

Guide: 1. Dependency Injection Architecture, "Connection pooling with yield dependencies".
Amended: the session is returned.
"""

from sqlalchemy.orm import Session

from db import SessionLocal


def get_db() -> Session:
    """Nobody closes it."""
    return SessionLocal()  # expect: FAPI002
