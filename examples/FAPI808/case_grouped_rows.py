"""All rows are returned, each in the group that it belongs to; or only what is counted in each group."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()
engine = create_engine("sqlite:///items.db")


class Base(DeclarativeBase):
    """The base of the models."""


class Item(Base):
    """Something for sale."""

    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    sold: Mapped[bool]


def get_db() -> Iterator[Session]:
    """A session for one request."""
    with Session(engine) as session:
        yield session


Database = Annotated[Session, Depends(get_db)]


@app.get("/kinds")
def by_kind(db: Database) -> dict[str, list[int]]:
    """Lists that are made when they are first needed."""
    items = db.query(Item).all()  # expect: FAPI808
    found: dict[str, list[int]] = {}
    for item in items:
        found.setdefault(item.kind, []).append(item.id)
    return found


@app.get("/default-kinds")
def by_default_kind(db: Database) -> dict[str, list[int]]:
    """Lists that a dictionary makes itself."""
    found: dict[str, list[int]] = defaultdict(list)
    for item in db.query(Item).all():  # expect: FAPI808
        found[item.kind].append(item.id)
    return found


@app.get("/sections")
def sections(db: Database) -> list[dict[str, Any]]:
    """Lists in what is made for each group."""
    found: dict[str, dict[str, Any]] = {}
    for item in db.query(Item).all():  # expect: FAPI808
        if item.kind not in found:
            found[item.kind] = {"kind": item.kind, "items": []}
        found[item.kind]["items"].append({"id": item.id})
    return list(found.values())


@app.get("/halves")
def halves(db: Database) -> dict[str, list[int]]:
    """A test that only decides where an item goes."""
    found: dict[str, list[int]] = {"sold": [], "left": []}
    for item in db.query(Item).all():  # expect: FAPI808
        if item.sold:
            found["sold"].append(item.id)
        else:
            found["left"].append(item.id)
    return found


@app.get("/counts")
def counts(db: Database) -> list[dict[str, Any]]:
    """How many there are of each kind, and the newest of them."""
    found: dict[str, list[int]] = defaultdict(list)
    for item in db.query(Item).all():
        found[item.kind].append(item.id)
    return [{"kind": kind, "count": len(ids), "newest": max(ids)} for kind, ids in found.items()]


@app.get("/names")
def names(db: Database) -> list[dict[str, Any]]:
    """The same, by the keys."""
    found: dict[str, list[int]] = defaultdict(list)
    for item in db.query(Item).all():
        found[item.kind].append(item.id)
    return [{"kind": kind, "count": len(found[kind])} for kind in found]


@app.get("/left")
def left(db: Database) -> dict[int, str]:
    """A test that leaves items out."""
    found = {}
    for item in db.query(Item).all():
        if not item.sold:
            found[item.id] = item.kind
    return found
