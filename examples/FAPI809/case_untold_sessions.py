"""Helpers that say nothing of the session and the row that they are given."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

app = FastAPI()
engine = create_async_engine("sqlite+aiosqlite:///orders.db")
make_session = async_sessionmaker(engine, expire_on_commit=False)


class Base(DeclarativeBase):
    """The base of the models."""


class Customer(Base):
    """Who orders."""

    __tablename__ = "customers"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Line(Base):
    """One line of an order."""

    __tablename__ = "lines"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    customer_id: Mapped[int]


class Order(Base):
    """What is ordered."""

    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int]
    lines: Mapped[list[Line]] = relationship(lazy="selectin")


async def get_session() -> AsyncIterator[AsyncSession]:
    """A session for one request."""
    async with make_session() as session:
        yield session


Database = Annotated[AsyncSession, Depends(get_session)]


async def name_of(db, customer_id):
    """The name of one customer."""
    if not customer_id:
        return None
    return await db.scalar(select(Customer.name).where(Customer.id == customer_id))


async def shown(db, order):
    """An order as clients see it."""
    return {"id": order.id, "customer": await name_of(db, order.customer_id)}


async def with_lines(db, order):
    """An order with the customer of each line."""
    return [await name_of(db, line.customer_id) for line in order.lines]


async def title(settings, order):
    """What needs no query."""
    return f"{settings} {order.id}"


@app.get("/orders")
async def list_orders(db: Database) -> list[dict[str, Any]]:
    """A query for each, in a helper of a helper."""
    orders = (await db.scalars(select(Order).limit(100))).all()
    return [await shown(db, order) for order in orders]  # expect: FAPI809


@app.get("/orders/{key}")
async def read_order(db: Database, key: int) -> list[str | None]:
    """A query for each line of one order."""
    order = await db.get_one(Order, key)
    return await with_lines(db, order)  # expect: FAPI809


@app.get("/titles")
async def list_titles(db: Database) -> list[str]:
    """A helper that is given no session."""
    orders = (await db.scalars(select(Order).limit(100))).all()
    return [await title("order", order) for order in orders]
