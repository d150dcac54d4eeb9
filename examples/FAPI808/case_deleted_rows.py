"""Rows that are kept and marked as deleted: a condition that leaves only those out leaves all others in."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from fastapi import Depends, FastAPI
from pymongo import AsyncMongoClient
from sqlalchemy import create_engine, false, not_, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()
engine = create_engine("sqlite:///items.db")
documents = AsyncMongoClient()["shop"]


class Base(DeclarativeBase):
    """The base of the models."""


class Item(Base):
    """Something for sale."""

    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    owner: Mapped[int]
    is_deleted: Mapped[bool]
    deleted_at: Mapped[datetime | None]


def get_db() -> Iterator[Session]:
    """A session for one request."""
    with Session(engine) as session:
        yield session


Db = Annotated[Session, Depends(get_db)]


@app.get("/dated")
def dated(db: Db) -> list[dict]:
    """All that are left."""
    return db.scalars(select(Item).where(Item.deleted_at.is_(None))).all()  # expect: FAPI808


@app.get("/equal")
def equal(db: Db) -> list[dict]:
    """All that are left."""
    return db.query(Item).filter(Item.deleted_at == None).all()  # noqa: E711  # expect: FAPI808


@app.get("/false")
def marked(db: Db) -> list[dict]:
    """All that are left."""
    query = db.query(Item).filter(Item.is_deleted == false(), Item.is_deleted.is_(False))
    return query.all()  # expect: FAPI808


@app.get("/by")
def by_keyword(db: Db) -> list[dict]:
    """All that are left."""
    return db.query(Item).filter_by(is_deleted=False, deleted_at=None).all()  # expect: FAPI808


@app.get("/not")
def negated(db: Db) -> list[dict]:
    """All that are left."""
    rows = db.scalars(select(Item).where(~Item.is_deleted, not_(Item.is_deleted)))
    return rows.all()  # expect: FAPI808


@app.get("/trash")
def trash(db: Db) -> list[dict]:
    """What was deleted."""
    return [
        *db.query(Item).filter(Item.deleted_at.is_not(None)).all(),
        *db.query(Item).filter(Item.deleted_at != None).all(),  # noqa: E711
        *db.query(Item).filter(Item.is_deleted).all(),
        *db.query(Item).filter(Item.is_deleted == True).all(),  # noqa: E712
        *db.query(Item).filter_by(is_deleted=True).all(),
    ]


@app.get("/own")
def own(owner: int, db: Db) -> list[dict]:
    """What one has."""
    return db.query(Item).filter(Item.owner == owner, Item.deleted_at.is_(None)).all()


@app.get("/page")
def page(db: Db) -> list[dict]:
    """Some of what is left."""
    return db.query(Item).filter(Item.is_deleted == False).limit(20).all()  # noqa: E712


@app.get("/documents")
async def undeleted_documents() -> list[dict]:
    """All that are left."""
    return await documents["items"].find({"isDeleted": False}, {"_id": 0}).to_list()  # expect: FAPI808


@app.get("/unmarked")
async def unmarked_documents() -> list[dict]:
    """All that are left."""
    return await documents["items"].find({"is_deleted": {"$ne": True}}).to_list()  # expect: FAPI808


@app.get("/deleted-documents")
async def deleted_documents(owner: str) -> list[dict]:
    """What was deleted, and what one has."""
    return [
        *await documents["items"].find({"is_deleted": True}).to_list(),
        *await documents["items"].find({"is_deleted": {"$ne": False}}).to_list(),
        *await documents["items"].find({"is_deleted": False, "owner": owner}).to_list(),
    ]
