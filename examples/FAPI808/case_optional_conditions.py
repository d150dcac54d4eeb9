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


def get_name() -> str:
    """The name that a client has."""
    return "x"


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


def items_of(db: Session, name: str | None = None, price: int | None = None) -> Sequence[Any]:
    """What callers give decides."""
    statement = select(Item)
    if name is not None:
        statement = statement.where(Item.name == name)
    if price:
        statement = statement.where(Item.price < price)
    return db.scalars(statement).all()


def documents_of(name: str | None = None) -> Any:
    """What callers give decides here, too."""
    condition: dict[str, Any] = {}
    if name is not None:
        condition["name"] = name
    return orders.find(condition)


def cheaper(db: Session, price: int | None = None) -> Sequence[Any]:
    """And here."""
    items = db.scalars(select(Item)).all()
    if price is not None:
        items = [each for each in items if each.price < price]
    return items


class Items:
    """A repository with conditions for everything."""

    model: Any = None

    @classmethod
    def find_all(cls, db: Session, *conditions: Any, **filters: Any) -> Sequence[Any]:
        """Those that have these values."""
        statement = select(cls.model).filter(*conditions)
        if filters:
            statement = statement.filter_by(**filters)
        return db.scalars(statement).all()


class Shelf(Items):
    """Of the items."""

    model = Item


Name = Annotated[str, Depends(get_name)]


@app.get("/told/nothing")
def told_nothing(db: Database) -> Sequence[Any]:
    """Nothing is given."""
    return items_of(db)  # expect: FAPI808


@app.get("/told/perhaps")
def told_perhaps(db: Database, name: str | None = None, price: Annotated[int | None, Query()] = None) -> Any:
    """The client may leave both out."""
    return items_of(db, name=name, price=price)  # expect: FAPI808


@app.get("/told/name")
def told_name(db: Database, name: Name, price: int | None = None) -> Sequence[Any]:
    """The name is always there."""
    return items_of(db, name, price)


@app.get("/told/documents")
async def told_documents(name: Name) -> list[dict[str, Any]]:
    """The name is always there."""
    return [order async for order in documents_of(name)]


@app.get("/told/any-documents")
async def told_any_documents(name: str | None = None) -> list[dict[str, Any]]:
    """The client may leave it out."""
    return [order async for order in documents_of(name)]  # expect: FAPI808


@app.get("/told/cheaper")
def told_cheaper(db: Database, price: int) -> Sequence[Any]:
    """There is always a price."""
    return cheaper(db, price)


@app.get("/told/all-cheaper")
def told_all_cheaper(db: Database, price: int | None = None) -> Sequence[Any]:
    """There may be none."""
    return cheaper(db, price)  # expect: FAPI808


@app.get("/told/shelf")
def told_shelf(db: Database) -> Sequence[Any]:
    """Nothing is given."""
    return Shelf.find_all(db)  # expect: FAPI808


@app.get("/told/shelf/named")
def told_shelf_named(db: Database, name: Name) -> Sequence[Any]:
    """One value is given."""
    return Shelf.find_all(db, name=name)


@app.get("/told/shelf/cheap")
def told_shelf_cheap(db: Database) -> Sequence[Any]:
    """One condition is given."""
    return Shelf.find_all(db, Item.price < 10)
