"""The dependency that gives sessions, with a commit behind its `yield`.

Guide: 1. Dependency Injection Architecture, "Connection pooling with yield dependencies".
Amended: `Iterator[Session]` is what a generator is annotated as.
"""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from db import SessionLocal


def get_db() -> Iterator[Session]:
    """Save when the response has been sent."""
    db = SessionLocal()
    try:
        yield db
        db.commit()  # expect: FAPI004
    finally:
        db.close()
