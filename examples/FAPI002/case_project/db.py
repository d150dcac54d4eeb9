"""The factory and a helper that opens sessions."""

from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine("sqlite:///project.db")
SessionLocal = sessionmaker(bind=engine)


def open_session() -> Session:
    """For callers that close it."""
    session = SessionLocal()
    return session
