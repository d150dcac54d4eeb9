"""The rows are changed one by one, encoded, or put into a model before they are returned."""

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse
from pydantic import BaseModel, TypeAdapter
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
    name: Mapped[str]


class ItemOut(BaseModel):
    """What clients see."""

    id: int
    name: str


class Listing(BaseModel):
    """All of them."""

    items: list[ItemOut]


def get_db() -> Iterator[Session]:
    """A session for one request."""
    with Session(engine) as session:
        yield session


Database = Annotated[Session, Depends(get_db)]


def shown(item: Item) -> dict[str, Any]:
    """One of them as clients see it."""
    return {"id": item.id, "name": item.name}


def all_shown(items: list[Item]) -> list[dict[str, Any]]:
    """Each as clients see it."""
    return [shown(item) for item in items]


class Items:
    """What is done with the table."""

    def __init__(self, db: Session) -> None:
        self._db = db

    def all(self) -> list[Item]:
        """All rows."""
        return self._db.query(Item).all()


@app.get("/mapped")
def list_mapped(db: Database) -> list[ItemOut]:
    """Through ``map``."""
    return list(map(ItemOut.model_validate, db.query(Item).all()))  # expect: FAPI808


@app.get("/iterated")
def list_iterated(db: Database) -> list[dict[str, Any]]:
    """The query itself is gone through."""
    return [shown(item) for item in db.query(Item)]  # expect: FAPI808


@app.get("/encoded")
def list_encoded(db: Database) -> JSONResponse:
    """Encoded by hand."""
    items = Items(db).all()  # expect: FAPI808
    return JSONResponse(content={"items": jsonable_encoder(items)})


@app.get("/model")
def list_in_a_model(db: Database) -> Listing:
    """A model around them."""
    return Listing(items=[ItemOut(**item.__dict__) for item in db.query(Item).all()])  # expect: FAPI808


@app.get("/helper")
def list_by_helper(db: Database) -> list[dict[str, Any]]:
    """A helper makes them."""
    items = db.query(Item).order_by(Item.name).all()  # expect: FAPI808
    return all_shown(items)


@app.get("/first")
def show_first(db: Database) -> dict[str, Any]:
    """One of them."""
    items = Items(db).all()
    return {"first": items[0].name}


@app.get("/dumped")
def list_dumped(db: Database) -> list[dict[str, Any]]:
    """Each is made into a model and written out."""
    return [ItemOut.model_validate(item).model_dump() for item in db.query(Item).all()]  # expect: FAPI808


@app.get("/validated")
def list_validated(db: Database) -> list[ItemOut]:
    """All are made into models at once."""
    items = db.query(Item).all()  # expect: FAPI808
    return TypeAdapter(list[ItemOut]).validate_python(items, from_attributes=True)


@app.get("/total")
def show_total(db: Database) -> dict[str, int]:
    """What is counted."""
    return {"total": sum(len(ItemOut.model_validate(item).name) for item in db.query(Item).all())}
