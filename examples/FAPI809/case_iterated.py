"""Queries that are sent by iterating them, and requests to a service that answers with rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

if TYPE_CHECKING:
    from supabase import Client

app = FastAPI()
engine = create_engine("sqlite:///shop.db")


class Base(DeclarativeBase):
    """The base of the models."""


class Order(Base):
    """An order."""

    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)


class Item(Base):
    """A line of an order."""

    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int]


def get_db() -> Iterator[Session]:
    """A session for one request."""
    with Session(engine) as session:
        yield session


Database = Annotated[Session, Depends(get_db)]


@app.get("/orders")
def list_orders(db: Database) -> dict[int, list[int]]:
    """The inner loop sends a query of its own."""
    found: dict[int, list[int]] = {}
    for order in db.query(Order).limit(10):
        for item in db.query(Item).filter(Item.order_id == order.id):  # expect: FAPI809
            found.setdefault(order.id, []).append(item.id)
    return found


@app.get("/numbers")
def numbers(db: Database) -> list[int]:
    """One query, gone through once."""
    return [order.id for order in db.query(Order).limit(10)]


@app.get("/hosted")
def hosted() -> list[Any]:
    """The rows are the data of the answer."""
    supabase: Client = app.state.supabase
    answer = supabase.table("orders").select("*").limit(10).execute()
    found = []
    for row in answer.data:
        items = supabase.table("items").select("*").eq("order_id", row["id"]).execute()  # expect: FAPI809
        found.append(items.data)
    return found


@app.post("/hosted")
def write() -> None:
    """What writes is another matter."""
    supabase: Client = app.state.supabase
    for row in supabase.table("orders").select("*").eq("open", True).execute().data:
        supabase.table("orders").update({"open": False}).eq("id", row["id"]).execute()
        closing = supabase.table("log").insert({"order": row["id"]})
        closing.execute()
