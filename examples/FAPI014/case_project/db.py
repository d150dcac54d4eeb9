"""The engine and the dependency; the application is in another file."""

from collections.abc import Iterator

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

engine = create_engine("sqlite:///:memory:")  # expect: FAPI014


def get_session() -> Iterator[Session]:
    """A session for each request."""
    with Session(engine) as session:
        yield session
