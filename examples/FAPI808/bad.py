"""Lists that grow with the table.

Guide: Performance Tips, "Limit response size: paginate large result sets", and the query of 1. Dependency
Injection Architecture without its filter.
"""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, select
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


@app.get("/items")
def list_items(db: Database) -> list[str]:
    """All items, one by one."""
    items = db.query(Item).order_by(Item.id).all()  # expect: FAPI808
    return [item.name for item in items]


@app.get("/names")
def list_names(db: Database) -> dict[str, object]:
    """All names, in the newer style; how many there are does not limit them."""
    names = db.scalars(select(Item.name)).all()  # expect: FAPI808
    return {"count": len(names), "names": names}
