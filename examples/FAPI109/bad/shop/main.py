"""Coroutines that call plain functions, which block in other files, up to four calls away.

The finding stands at the call in the coroutine; its message prints the chain to the blocking call.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from typing import Literal

from fastapi import BackgroundTasks, Depends, FastAPI, HTTPException

from . import crud
from .db import Base, engine
from .deps import CustomerDep, ServiceDep, get_db
from .mail import send_receipt


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Create the tables: nobody waits for an answer before the yield."""
    Base.metadata.create_all(engine)
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/orders/{order_id}")
async def read_order(order_id: int, db=Depends(get_db)) -> dict[str, Decimal]:
    """An unannotated helper, told what `db` is by this call."""
    order = crud.get_order(db, order_id)  # expect: FAPI109
    if order is None:
        raise HTTPException(404, "no such order")
    return {"amount": order.amount}


@app.get("/orders/{order_id}/total")
async def read_total(order_id: int, currency: Literal["USD", "JPY"], service: ServiceDep) -> Decimal:
    """A service, its repository behind an interface, and an HTTP client on `self`."""
    if not service.exists(order_id):  # expect: FAPI109
        raise HTTPException(404, "no such order")
    total = service.total(order_id, currency)  # expect: FAPI109
    return total or Decimal(0)


@app.post("/orders", status_code=201)
async def create_order(
    amount: Decimal, customer: CustomerDep, tasks: BackgroundTasks, db=Depends(get_db)
) -> int:
    """A helper that calls a helper, and a background task that is a coroutine."""
    order = crud.create_order(db=db, customer_id=customer.id, amount=amount)  # expect: FAPI109
    tasks.add_task(send_receipt, customer.email, order.id)
    return order.id


@app.get("/about")
async def about(service: ServiceDep) -> str:
    """A method of the same service that does no I/O."""
    return service.describe()


@app.get("/me")
def read_profile(customer: CustomerDep) -> str:
    """A plain handler: its async dependency blocks all the same."""
    return customer.email
