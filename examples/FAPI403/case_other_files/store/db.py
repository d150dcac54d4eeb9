"""The database."""

from collections.abc import Iterator

from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine("sqlite:///store.db")
SessionLocal = sessionmaker(bind=engine)


def get_db() -> Iterator[Session]:
    """Open a session for one request."""
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()
