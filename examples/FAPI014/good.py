"""Tests whose in-memory database is the same in every thread.

Guide: 1. Dependency Injection Architecture, "Testing pattern". Amended: one file, a plain function
for the fixtures, and an engine, which the guide leaves out.
"""

from collections.abc import Iterator

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker
from sqlalchemy.pool import StaticPool

test_engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
TestSessionLocal = sessionmaker(bind=test_engine)
app = FastAPI()


class Base(DeclarativeBase):
    """Base of the tables."""


class Item(Base):
    """Something to sell."""

    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


def get_db() -> Iterator[Session]:
    """A session for each request."""
    with TestSessionLocal() as db:
        yield db


@app.get("/items/{item_id}")
def get_item(item_id: int, db: Session = Depends(get_db)) -> str:
    """Look an item up."""
    return db.get_one(Item, item_id).name


def ask() -> str:
    """Set up test data, as a test does, and ask for it."""
    Base.metadata.create_all(test_engine)
    with TestSessionLocal() as db:
        db.add(Item(id=1, name="Test"))
        db.commit()
    with TestClient(app) as client:
        return client.get("/items/1").json()
