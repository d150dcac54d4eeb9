"""A stream that gives its connection back before it begins: a pool of two serves any number.

After the guide's 1. Dependency Injection Architecture, "Connection pooling with yield dependencies".
"""

from collections.abc import Iterator
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI
from fastapi.responses import StreamingResponse
from sqlalchemy import String, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

engine = create_engine("sqlite:///shop.db", pool_size=2, max_overflow=0)
SessionLocal = sessionmaker(bind=engine, expire_on_commit=False)


class Base(DeclarativeBase):
    """Base of the tables."""


class Item(Base):
    """Something to sell."""

    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)


app = FastAPI()


def get_db() -> Iterator[Session]:
    """Yield a session from the pool."""
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


def lines(name: str) -> Iterator[str]:
    """Take long."""
    for number in range(3):
        yield f"{name} {number}\n"


def notify(name: str) -> None:
    """Take long."""
    print(name)


@app.get("/items/{item_id}/stream")
def stream_item(
    item_id: int,
    db: Annotated[Session, Depends(get_db, scope="function")],
) -> StreamingResponse:
    """Look the item up, then stream."""
    item = db.get(Item, item_id)
    return StreamingResponse(lines(item.name if item else "nothing"))


@app.post("/items/{item_id}/notify")
def notify_owner(
    item_id: int,
    tasks: BackgroundTasks,
    db: Session = Depends(get_db, scope="function"),
) -> bool:
    """Look the item up, then work on in the background."""
    item = db.get(Item, item_id)
    tasks.add_task(notify, item.name if item else "nothing")
    return item is not None
