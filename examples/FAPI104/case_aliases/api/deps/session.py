"""The dependencies: a session, the same with more annotations, and a store that keeps it."""

from typing import Annotated, TypeAlias

from fastapi import Depends
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

__all__ = ["AdminDb", "ReadDb", "open_db"]

SessionLocal = sessionmaker(create_engine("sqlite:///./aliases.db"))
PING = text("SELECT 1")


def open_db():
    """Provide a session."""
    with SessionLocal() as db:
        yield db


async def checked_db(db: Annotated[Session, Depends(open_db)]) -> Session:
    """Provide a session that answers."""
    db.execute(PING)  # expect: FAPI104
    return db


class Store:
    """Keeps the session."""

    def __init__(self, db: Annotated[Session, Depends(open_db)]) -> None:
        self.db = db

    async def ping(self) -> int:
        """Query."""
        return self.db.scalar(PING) or 0  # expect: FAPI104

    def ping_plain(self) -> int:
        """Query, on whatever thread."""
        return self.db.scalar(PING) or 0


Database: TypeAlias = Annotated[Session, Depends(open_db)]
ReadDb = Database
AdminDb = Annotated[Annotated[Session, "for administrators"], Depends(checked_db)]
StoreDep = Annotated[Store, Depends()]
