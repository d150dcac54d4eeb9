"""The database of the warehouse: one engine, one session a request.

Guide: 1. Dependency Injection Architecture, amended: the generator is annotated as one
and the connection string names a database that every machine has.
"""

from collections.abc import Iterator

from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

engine = create_engine("sqlite:///./warehouse.db")
SessionLocal = sessionmaker(bind=engine, autoflush=False, expire_on_commit=False)


class Base(DeclarativeBase):
    """The base of all tables."""


def get_db() -> Iterator[Session]:
    """Give a request its session and close it afterwards."""
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()
