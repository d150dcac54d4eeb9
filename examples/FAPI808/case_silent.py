"""Queries that are limited somewhere, or whose rows are not returned."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import Select, create_engine, func, select
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


def page_of(statement: Select[tuple[Item]], limit: int) -> Select[tuple[Item]]:
    """One page of a statement."""
    return statement.limit(limit)


@app.get("/limited")
def list_limited(db: Database, limit: int = 10, name: str | None = None) -> dict[str, list[str]]:
    """Limits in earlier statements, in branches, in helpers."""
    query = db.query(Item)
    if name:
        query = query.filter(Item.name == name)
    query = query.limit(limit)
    other = db.scalars(page_of(select(Item), limit)).all()
    return {"items": [item.name for item in query.all()], "others": [item.name for item in other]}


@app.get("/filtered")
def list_filtered(db: Database, name: str) -> list[int]:
    """How many rows a condition leaves is not in the source."""
    return [item.id for item in db.query(Item).filter_by(name=name).all()]


@app.get("/numbers")
def count(db: Database) -> dict[str, object]:
    """Numbers of rows, and one of them."""
    items = db.query(Item).all()
    groups = db.execute(select(Item.name, func.count()).group_by(Item.name)).all()
    return {"count": len(items), "groups": len(groups), "first": items[0].name if items else None}


@app.get("/sliced")
def list_first(db: Database) -> list[str]:
    """Only a part is returned, though all are read."""
    names = db.scalars(select(Item.name)).all()
    return list(names[:10])


@app.get("/chosen")
def list_chosen(db: Database, names: str) -> list[int]:
    """Python leaves rows out."""
    items = db.query(Item).all()
    return [item.id for item in items if item.name in names]


@app.get("/chosen-in-a-loop")
def list_chosen_in_a_loop(db: Database, name: str) -> dict[str, list[int]]:
    """Loops that collect some of the rows."""
    some, others = [], []
    for item in db.query(Item).all():
        if item.name == name:
            some.append(item.id)
    for item in db.scalars(select(Item)).all():
        if item.name != name:
            continue
        others.append(item.id)
    return {"some": some, "others": others}


@app.get("/one")
def find_one(db: Database, name: str) -> int | None:
    """A loop that ends with the row it looks for."""
    for item in db.query(Item).all():
        if item.name == name:
            return item.id
    return None


@app.post("/items")
def rename_all(db: Database) -> list[int]:
    """No list that a client asks for."""
    items = db.query(Item).all()
    for item in items:
        item.name = item.name.lower()
    db.commit()
    return [item.id for item in items]
