"""Conditions that clients may leave out are no limit."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException, Query
from pymongo import AsyncMongoClient
from sqlalchemy import Select, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()
engine = create_engine("sqlite:///shop.db")
orders = AsyncMongoClient("mongodb://localhost", connect=False)["shop"]["orders"]


class Base(DeclarativeBase):
    """The base of the models."""


class Item(Base):
    """Something for sale."""

    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    price: Mapped[int]


def get_db() -> Iterator[Session]:
    """A session for one request."""
    with Session(engine) as session:
        yield session


Database = Annotated[Session, Depends(get_db)]


@app.get("/queried")
def queried(db: Database, name: str | None = None, price: int | None = None) -> Any:
    """Two conditions, each of which may be missing."""
    query = db.query(Item)
    if name:
        query = query.filter(Item.name == name)
    if price is not None:
        query = query.filter(Item.price < price)
    return query.order_by(Item.id).all()  # expect: FAPI808


@app.get("/selected")
def selected(db: Database, name: str | None = None) -> Any:
    """In two branches."""
    if name:
        statement = select(Item).where(Item.name == name)
    else:
        statement = select(Item)
    return db.scalars(statement).all()  # expect: FAPI808


@app.get("/documents")
async def documents(name: str | None = None, price: int | None = None) -> list[dict[str, Any]]:
    """A dictionary that is empty unless the client gives something."""
    condition: dict[str, Any] = {}
    if name:
        condition["name"] = name
    if price is not None:
        condition["price"] = {"$lt": price}
    return [order async for order in orders.find(condition)]  # expect: FAPI808


@app.get("/afterwards")
def afterwards(db: Database, name: str | None = None, price: int | None = None) -> list[str]:
    """In a list of its own, of what has been fetched anyway."""
    items = db.scalars(select(Item)).all()  # expect: FAPI808
    if name:
        items = [each for each in items if each.name == name]
    elif price is not None:
        items = [each for each in items if each.price < price]
    return [each.name for each in items]


@app.get("/both")
def both(db: Database, name: str | None = None) -> Sequence[Any]:
    """Whichever branch it is, some are left out."""
    items = db.scalars(select(Item)).all()
    if name:
        items = [each for each in items if each.name == name]
    else:
        items = [each for each in items if each.price > 0]
    return items


@app.get("/only")
def only(db: Database, name: str | None = None) -> Sequence[Any]:
    """Nothing is returned without a condition."""
    items = db.scalars(select(Item)).all()
    if not name:
        raise HTTPException(status_code=400)
    else:
        items = [each for each in items if each.name == name]
    return items


@app.get("/page")
def page(db: Database, name: str | None = None, limit: Annotated[int, Query(le=100)] = 100) -> Any:
    """With a limit."""
    statement = select(Item)
    if name:
        statement = statement.where(Item.name == name)
    return db.scalars(statement.limit(limit)).all()


@app.get("/perhaps")
def perhaps(db: Database, limit: int | None = None) -> Any:
    """With a limit that the client may leave out, which is another matter."""
    statement = select(Item)
    if limit:
        statement = statement.limit(limit)
    return db.scalars(statement).all()


@app.get("/always")
def always(db: Database, name: str, price: int | None = None) -> Any:
    """One condition is always there."""
    query = db.query(Item).filter(Item.name == name)
    if price is not None:
        query = query.filter(Item.price < price)
    return query.all()


def narrowed(statement: Select[Any], name: str) -> Select[Any]:
    """A helper may do anything."""
    return statement.where(Item.name == name).limit(10)


@app.get("/helped")
def helped(db: Database, name: str | None = None) -> Sequence[Any]:
    """What a helper adds is not looked at."""
    statement = select(Item)
    if name:
        statement = narrowed(statement, name)
    return db.scalars(statement).all()
