"""The dependency that gives sessions.

Guide: 1. Dependency Injection Architecture, "Connection pooling with yield dependencies".
Amended: `Iterator[Session]` is what a generator is annotated as.
"""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from db import SessionLocal


def get_db() -> Iterator[Session]:
    """Close the session whatever happens."""
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()
