"""Loops with queries in them that are not one for each row of an earlier query."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, delete, select, update
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

app = FastAPI()
make_session = sessionmaker(create_engine("sqlite:///items.db"))
KINDS = ("new", "old")


class Base(DeclarativeBase):
    """The base of the models."""


class Item(Base):
    """Something for sale."""

    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    parent: Mapped[int]


def get_db() -> Iterator[Session]:
    """A session for one request."""
    with make_session() as session:
        yield session


Database = Annotated[Session, Depends(get_db)]


@app.get("/kinds")
def by_kind(db: Database) -> dict[str, int]:
    """A constant has as many items as stand here."""
    return {kind: db.query(Item).filter(Item.kind == kind).count() for kind in KINDS}


@app.post("/wanted")
def wanted(db: Database, ids: list[int]) -> list[int]:
    """What the client sends is no query's result."""
    found = [db.get(Item, each) for each in ids]
    return [each.id for each in found if each is not None]


@app.get("/batches")
def in_batches(db: Database) -> list[int]:
    """A query for each hundred rows."""
    items = db.query(Item).limit(1000).all()
    found: list[int] = []
    for start in range(0, len(items), 100):
        ids = [each.parent for each in items[start : start + 100]]
        found += db.scalars(select(Item.id).where(Item.id.in_(ids))).all()
    return found


@app.get("/partitions")
def in_partitions(db: Database) -> int:
    """The same with a method of the result."""
    total = 0
    for rows in db.execute(select(Item).limit(1000)).partitions(100):
        total += len(db.scalars(select(Item.id).where(Item.id.in_([each[0].parent for each in rows]))).all())
    return total


@app.get("/first")
def first_match(db: Database) -> int | None:
    """The loop ends with the query."""
    for item in db.query(Item).limit(100):
        if item.kind == "new":
            parent = db.get(Item, item.parent)
            return parent.id if parent else None
    return None


@app.get("/known")
def from_memory(db: Database) -> list[str]:
    """A dictionary has `get` as well."""
    items = db.query(Item).limit(100).all()
    known = {each.id: each.kind for each in items}
    return [known.get(each.parent, "") for each in items]


@app.get("/remembered")
def remembered(db: Database) -> list[int]:
    """A query for each parent, however many rows it has."""
    parents: dict[int, Item | None] = {}
    for item in db.query(Item).limit(100):
        if item.parent not in parents:
            parents[item.parent] = db.get(Item, item.parent)
    return [each.id for each in parents.values() if each is not None]


def kind_of(db: Session, item: Item, kinds: dict[int, str] | None = None) -> str:
    """Asks the database only where nobody has done so before."""
    if kinds is not None:
        kind = kinds[item.parent]
    else:
        kind = db.query(Item.kind).filter_by(id=item.parent).scalar()
    return kind


@app.get("/handed")
def with_known_kinds(db: Database) -> list[str]:
    """The helper queries only without the kinds."""
    items = db.query(Item).limit(100).all()
    kinds = {each.id: each.kind for each in db.query(Item).limit(100)}
    return [kind_of(db, each, kinds) for each in items]


@app.get("/flushed")
def flushed(db: Database) -> int:
    """A query for each full batch."""
    total = 0
    batch: list[int] = []
    for item in db.query(Item).limit(1000):
        batch.append(item.parent)
        if len(batch) >= 100:
            total += db.query(Item).filter(Item.id.in_(batch)).count()
            batch.clear()
    return total


@app.post("/writes")
def writes(db: Database) -> None:
    """Statements that write have other cures."""
    for item in db.query(Item).limit(100).all():
        db.execute(update(Item).where(Item.id == item.id).values(kind="old"))
        statement = delete(Item).where(Item.parent == item.id)
        db.execute(statement)
        db.add(Item(kind="new", parent=item.id))
    db.commit()


@app.get("/one")
def children(db: Database, number: int) -> list[int]:
    """One row is no rows."""
    item = db.get(Item, number)
    return [] if item is None else list(db.scalars(select(Item.id).where(Item.parent == item.id).limit(10)))


def main() -> None:
    """A script answers no request."""
    with closing(sqlite3.connect("items.db")) as connection:
        for row in connection.execute("SELECT id FROM items"):
            print(connection.execute("SELECT kind FROM items WHERE id = ?", row).fetchone())


if __name__ == "__main__":
    main()
