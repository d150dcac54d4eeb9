"""Makes a session, and for it an engine each time."""

from sqlalchemy import create_engine
from sqlalchemy.orm import Session


def open_session() -> Session:
    """A session of an engine that nobody else uses."""
    engine = create_engine("sqlite:///items.db")
    return Session(engine)
