"""Where sessions come from."""

from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine("sqlite:///shop.db")
SessionLocal = sessionmaker(bind=engine)


def open_session() -> Session:
    """Give a new session, which the caller has to close."""
    session = SessionLocal()
    session.info["opened by"] = "shop"
    return session
