"""Dependencies whose cleanup an exception skips: it stands behind the `yield`, not in `finally`.

Guide: 1. Dependency Injection Architecture, "Connection pooling with yield dependencies". The guide
says that `yield` ensures cleanup "on success AND exceptions"; only the `finally` of its block does.
Amended: the URL is SQLite's, `Iterator[Session]` is the annotation of a generator, and a missing
item is a 404.
"""

from collections.abc import Iterator

from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker
from sqlalchemy.pool import QueuePool

app = FastAPI()
engine = create_engine("sqlite:///items.db", poolclass=QueuePool, pool_size=2, max_overflow=0, pool_timeout=0)
SessionLocal = sessionmaker(bind=engine, expire_on_commit=False)


class Base(DeclarativeBase):
    """Base of the tables."""


class Item(Base):
    """Something to sell."""

    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


def get_db() -> Iterator[Session]:
    """Close the session, unless the path operation raises."""
    db = SessionLocal()
    yield db  # expect: FAPI001
    db.close()


@app.get("/items/{item_id}")
def get_item(item_id: int, db: Session = Depends(get_db)) -> str:
    """Look an item up."""
    item = db.get(Item, item_id)
    if item is None:
        raise HTTPException(404, "no such item")
    return item.name
