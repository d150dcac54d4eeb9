"""The dependency that gives sessions, without the `finally` of the guide.

Guide: 1. Dependency Injection Architecture, "Connection pooling with yield dependencies".
Amended: `Iterator[Session]` is what a generator is annotated as.
"""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from db import SessionLocal


def get_db() -> Iterator[Session]:
    """Close the session, unless the path operation raises."""
    db = SessionLocal()
    yield db  # expect: FAPI001
    db.close()
