"""Queries of nested functions, of collected coroutines, and of loops over positions and over what is made of rows."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()
engine = create_engine("sqlite:///orders.db")
make_session = async_sessionmaker(
    create_async_engine("sqlite+aiosqlite:///orders.db"), expire_on_commit=False
)


class Base(DeclarativeBase):
    """The base of the models."""


class Customer(Base):
    """Who orders."""

    __tablename__ = "customers"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Order(Base):
    """What is ordered."""

    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int]


def get_db() -> Iterator[Session]:
    """A session for one request."""
    with Session(engine) as session:
        yield session


async def get_session() -> AsyncIterator[AsyncSession]:
    """An async session for one request."""
    async with make_session() as session:
        yield session


Database = Annotated[Session, Depends(get_db)]
AsyncDatabase = Annotated[AsyncSession, Depends(get_session)]


async def customer_of(order: Order) -> Customer:
    """The customer of an order, in a session of its own."""
    async with make_session() as session:
        return await session.get_one(Customer, order.customer_id)


@app.get("/nested")
def nested(db: Database) -> list[dict[str, Any]]:
    """The query is in a function of the path operation."""

    def shown(order: Order) -> dict[str, Any]:
        return {"id": order.id, "customer": db.get_one(Customer, order.customer_id).name}

    orders = db.query(Order).limit(100).all()
    return [shown(order) for order in orders]  # expect: FAPI809


@app.get("/nested-and-named")
async def nested_and_named(db: AsyncDatabase) -> list[dict[str, Any]]:
    """The function calls one that sends the query."""

    async def shown(order: Order) -> dict[str, Any]:
        return {"id": order.id, "customer": (await customer_of(order)).name}

    found = []
    for order in await db.scalars(select(Order).limit(100)):
        found.append(await shown(order))  # expect: FAPI809
    return found


@app.get("/collected")
async def collected(db: AsyncDatabase) -> list[str]:
    """Coroutines that are put into a list and awaited together."""
    waiting = []
    for order in await db.scalars(select(Order).limit(100)):
        waiting.append(customer_of(order))  # expect: FAPI809
    return [customer.name for customer in await asyncio.gather(*waiting)]


@app.get("/positions")
def positions(db: Database) -> list[str]:
    """A loop over the positions of the rows."""
    orders = db.query(Order).limit(100).all()
    names = []
    for position in range(len(orders)):
        customer = db.get_one(Customer, orders[position].customer_id)  # expect: FAPI809
        names.append(customer.name)
    return names


def as_dicts(orders: list[Order]) -> list[dict[str, Any]]:
    """Orders as clients see them."""
    return [{"id": order.id, "customer": order.customer_id} for order in orders]


def in_pairs(orders: list[Order]) -> list[list[Order]]:
    """Orders, two at a time."""
    return [orders[at : at + 2] for at in range(0, len(orders), 2)]


@app.get("/made")
def made(db: Database) -> list[dict[str, Any]]:
    """A loop over what a function makes of the rows."""
    found = as_dicts(db.query(Order).limit(100).all())
    for each in found:
        each["name"] = db.get_one(Customer, each["customer"]).name  # expect: FAPI809
    return found


@app.get("/pairs")
def pairs(db: Database) -> list[int]:
    """A loop over some rows at a time."""
    counts = []
    for pair in in_pairs(db.query(Order).limit(100).all()):
        wanted = [order.customer_id for order in pair]
        counts.append(db.query(Customer).filter(Customer.id.in_(wanted)).count())
    return counts


@app.get("/tries")
def tries(db: Database, customer_id: int) -> str | None:
    """A loop over numbers."""
    for _ in range(3):
        customer = db.get(Customer, customer_id)
        if customer is not None:
            return customer.name
    return None


@app.get("/unused")
def unused(db: Database) -> list[int]:
    """A nested function that no loop calls."""

    def first() -> Customer | None:
        return db.query(Customer).first()

    owner = first()
    return [order.id for order in db.query(Order).limit(100) if owner is not None]
