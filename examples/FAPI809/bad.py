"""A list of 100 orders takes 101 statements.

Guide: Performance Tips, "Limit response size: paginate large result sets"; the page is limited, its queries are not.
"""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

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


def get_db() -> Iterator[Session]:
    """A session for one request."""
    with Session(engine) as session:
        yield session


Database = Annotated[Session, Depends(get_db)]


@app.get("/orders")
def list_orders(db: Database) -> list[dict[str, object]]:
    """Asks for the customer of each order."""
    answer: list[dict[str, object]] = []
    for order in db.scalars(select(Order).order_by(Order.id).limit(100)):
        customer = db.get(Customer, order.customer_id)  # expect: FAPI809
        answer.append({"id": order.id, "customer": customer.name if customer else None})
    return answer


@app.get("/customers")
def list_customers(db: Database) -> dict[str, int]:
    """Counts the orders of each customer, in a comprehension."""
    customers = db.query(Customer).limit(100)
    orders = db.query(Order)
    return {each.name: orders.filter_by(customer_id=each.id).count() for each in customers}  # expect: FAPI809
