"""A dependency that logs what a request raises and keeps it: a 404 becomes a 500.

After the guide's 1. Dependency Injection Architecture, "Connection pooling with yield dependencies",
with the `except` that many put between its `yield` and its `finally`.
"""

import logging
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy import String, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
SessionLocal = sessionmaker(bind=engine, expire_on_commit=False)


class Base(DeclarativeBase):
    """Base of the tables."""


class Item(Base):
    """Something to sell."""

    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)


Base.metadata.create_all(engine)
app = FastAPI()


def get_db() -> Iterator[Session]:
    """Yield a session from the pool."""
    db = SessionLocal()
    try:
        yield db
    except Exception:  # expect: FAPI003
        logging.exception("request failed")
        db.rollback()
    finally:
        db.close()


@app.get("/items/{item_id}")
def get_item(item_id: int, db: Annotated[Session, Depends(get_db)]) -> str:
    """Refuse an item that is not there."""
    item = db.get(Item, item_id)
    if item is None:
        raise HTTPException(404, "no such item")
    return item.name
