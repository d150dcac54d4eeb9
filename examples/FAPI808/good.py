"""Pages: the client says how many rows it wants, up to a bound.

Guide: Performance Tips, "Limit response size: paginate large result sets".
"""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, Query
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()
engine = create_engine("sqlite:///items.db")


class Base(DeclarativeBase):
    """The base of the models."""


class Item(Base):
    """Something for sale."""

    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


def get_db() -> Iterator[Session]:
    """A session for one request."""
    with Session(engine) as session:
        yield session


Database = Annotated[Session, Depends(get_db)]
Limit = Annotated[int, Query(ge=1, le=100)]


@app.get("/items")
def list_items(db: Database, limit: Limit = 20, offset: int = 0) -> list[str]:
    """One page of items."""
    items = db.query(Item).order_by(Item.id).limit(limit).offset(offset).all()
    return [item.name for item in items]


@app.get("/names")
def list_names(db: Database, after: int = 0, limit: Limit = 20) -> dict[str, object]:
    """The names behind a cursor, and the number of all of them."""
    page = select(Item.name).where(Item.id > after).order_by(Item.id).limit(limit)
    names = db.scalars(page).all()
    return {"count": db.scalar(select(func.count(Item.id))), "names": names}
