"""The handlers are plain functions, and run with all they call in FastAPI's threadpool.

The one that has to await passes bound methods to the threadpool, and calls none itself.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from typing import Literal

from fastapi import BackgroundTasks, Depends, FastAPI, HTTPException
from fastapi.concurrency import run_in_threadpool

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
def read_order(order_id: int, db=Depends(get_db)) -> dict[str, Decimal]:
    """An unannotated helper, told what `db` is by this call."""
    order = crud.get_order(db, order_id)
    if order is None:
        raise HTTPException(404, "no such order")
    return {"amount": order.amount}


@app.get("/orders/{order_id}/total")
async def read_total(order_id: int, currency: Literal["USD", "JPY"], service: ServiceDep) -> Decimal:
    """Bound methods of the service go to the threadpool."""
    if not await run_in_threadpool(service.exists, order_id):
        raise HTTPException(404, "no such order")
    total = await run_in_threadpool(service.total, order_id, currency)
    return total or Decimal(0)


@app.post("/orders", status_code=201)
def create_order(amount: Decimal, customer: CustomerDep, tasks: BackgroundTasks, db=Depends(get_db)) -> int:
    """A helper that calls a helper, and a background task that is a plain function."""
    order = crud.create_order(db=db, customer_id=customer.id, amount=amount)
    tasks.add_task(send_receipt, customer.email, order.id)
    return order.id


@app.get("/about")
async def about(service: ServiceDep) -> str:
    """A method of the same service that does no I/O."""
    return service.describe()


@app.get("/me")
def read_profile(customer: CustomerDep) -> str:
    """A plain handler with a plain dependency."""
    return customer.email
