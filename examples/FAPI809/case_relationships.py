"""Rows that a relationship holds: each of them takes a query of its own."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel
from sqlalchemy import Column, ForeignKey, Integer, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship, selectinload

app = FastAPI()
engine = create_engine("sqlite:///orders.db")


class Base(DeclarativeBase):
    """The base of the models."""


class Product(Base):
    """Something for sale."""

    __tablename__ = "products"
    id: Mapped[int] = mapped_column(primary_key=True)
    stock: Mapped[int]


class Order(Base):
    """What is ordered."""

    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    items: Mapped[list["Item"]] = relationship(back_populates="order")
    notes = relationship("Note")


class Item(Base):
    """A line of an order."""

    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    order: Mapped[Order] = relationship(back_populates="items")
    product: Mapped[Product] = relationship()


class Note(Base):
    """A note on an order."""

    __tablename__ = "notes"
    id = Column(Integer, primary_key=True)
    order_id = Column(Integer, ForeignKey("orders.id"))
    author = Column(Integer)


class Basket(BaseModel):
    """What the client sends."""

    items: list[int]


def get_db() -> Iterator[Session]:
    """A session for one request."""
    with Session(engine) as session:
        yield session


Database = Annotated[Session, Depends(get_db)]


def find(db: Session, key: int) -> Order:
    """The order, or a 404."""
    order = db.get(Order, key)
    if order is None:
        raise HTTPException(404)
    return order


def give_back(db: Session, order: Order) -> None:
    """One query for each item."""
    for item in order.items:
        product = db.query(Product).filter(Product.id == item.product_id).first()
        if product is not None:
            product.stock += 1


@app.get("/orders/{key}")
def read_order(key: int, db: Database) -> list[int]:
    """One for each item, in a comprehension."""
    order = find(db, key)
    return [db.get_one(Product, item.product_id).stock for item in order.items]  # expect: FAPI809


@app.get("/orders/{key}/notes")
def read_notes(key: int, db: Database) -> list[int | None]:
    """One for each note."""
    order = db.scalars(select(Order).where(Order.id == key)).one()
    found = []
    for note in order.notes:
        found.append(db.scalar(select(Order.id).where(Order.id == note.author)))  # expect: FAPI809
    return found


@app.delete("/orders/{key}")
def cancel(key: int, db: Database) -> None:
    """Through a helper."""
    give_back(db, find(db, key))  # expect: FAPI809
    db.commit()


@app.get("/orders/{key}/loaded")
def read_loaded(key: int, db: Database) -> list[int]:
    """All in two statements."""
    loading = selectinload(Order.items).selectinload(Item.product)
    order = db.scalars(select(Order).where(Order.id == key).options(loading)).one()
    return [item.product.stock for item in order.items]


@app.post("/orders")
def create(basket: Basket, db: Database) -> list[int]:
    """The client's items are no rows."""
    return [db.get_one(Product, item).stock for item in basket.items]


def all_orders(db: Database) -> list[Order]:
    """All orders, for whoever depends on them."""
    return list(db.scalars(select(Order).limit(100)))


def one_order(key: int, db: Database) -> Order:
    """One order."""
    return find(db, key)


@app.get("/stock")
def read_stock(db: Database, orders: Annotated[list[Order], Depends(all_orders)]) -> list[int]:
    """The rows come out of a dependency."""
    return [db.query(Item).filter(Item.order_id == order.id).count() for order in orders]  # expect: FAPI809


@app.get("/notes")
def count_notes(db: Database, orders: list[Order] = Depends(all_orders)) -> dict[int, int]:
    """The same as a default."""
    counted = {}
    for order in orders:
        counted[order.id] = db.query(Note).filter(Note.order_id == order.id).count()  # expect: FAPI809
    return counted


@app.get("/one/{key}")
def read_one(db: Database, order: Annotated[Order, Depends(one_order)]) -> list[int]:
    """One row is no loop."""
    return [db.get_one(Product, each).stock for each in (1, 2) if order.id]
