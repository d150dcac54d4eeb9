"""The dependency that gives sessions, with an `except` between its `try` and its `finally`.

Guide: 1. Dependency Injection Architecture, "Connection pooling with yield dependencies".
Amended: `Iterator[Session]` is what a generator is annotated as.
"""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from db import SessionLocal


def get_db() -> Iterator[Session]:
    """Keep what the path operation raises."""
    db = SessionLocal()
    try:
        yield db
    except Exception:  # expect: FAPI003
        db.rollback()
    finally:
        db.close()
