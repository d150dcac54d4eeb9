"""Two statements, however many orders there are.

Guide: Performance Tips, "Limit response size: paginate large result sets".
"""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship, selectinload

app = FastAPI()
engine = create_engine("sqlite:///orders.db")


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
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    customer: Mapped[Customer] = relationship()


def get_db() -> Iterator[Session]:
    """A session for one request."""
    with Session(engine) as session:
        yield session


Database = Annotated[Session, Depends(get_db)]


@app.get("/orders")
def list_orders(db: Database) -> list[dict[str, object]]:
    """The customers of all orders come in one statement."""
    page = select(Order).order_by(Order.id).limit(100).options(selectinload(Order.customer))
    return [{"id": order.id, "customer": order.customer.name} for order in db.scalars(page)]


@app.get("/customers")
def list_customers(db: Database) -> dict[str, int]:
    """The database counts."""
    customers = db.query(Customer).limit(100).all()
    ids = [each.id for each in customers]
    per_customer = select(Order.customer_id, func.count()).where(Order.customer_id.in_(ids))
    counts = {row[0]: row[1] for row in db.execute(per_customer.group_by(Order.customer_id))}
    return {each.name: counts.get(each.id, 0) for each in customers}
