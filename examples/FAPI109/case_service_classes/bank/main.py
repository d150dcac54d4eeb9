"""Classes in layers: a service from a factory, its database on `self`, a generic repository.

The coroutines of the service are reported where they block, its plain methods where they are called.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from fastapi.concurrency import run_in_threadpool

from bank.database import database
from bank.repositories import accounts
from bank.services import AccountService, make_service


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Create the tables before anybody waits."""
    database.create()
    yield


app = FastAPI(lifespan=lifespan)
Service = Annotated[AccountService, Depends(make_service)]


@app.middleware("http")
async def count_requests(request: Request, call_next):
    """Ask the repository something that it knows."""
    response = await call_next(request)
    response.headers["X-Table"] = accounts.table()
    return response


@app.post("/accounts/{owner}")
async def open_account(owner: str, service: Service) -> int:
    """A plain method of the service."""
    return service.open(owner)  # expect: FAPI109


@app.post("/offloaded/{owner}")
async def open_offloaded(owner: str, service: Service) -> int:
    """The same as a bound method, and in a partial."""
    first = await run_in_threadpool(service.open, owner)
    second = await run_in_threadpool(partial(service.open, owner=owner))
    return max(first, second)


@app.get("/accounts/{number}")
async def read_balance(number: int, service: Service) -> int:
    """Only await."""
    return await service.balance(number) + await service.total([number])


@app.get("/owners/{number}")
async def read_owner(number: int, service: Service) -> str | None:
    """Only await."""
    return await service.owner(number)


@app.get("/plain/{number}")
def read_plain(number: int) -> str | None:
    """A plain handler runs in the threadpool."""
    with database.session() as session:
        account = accounts.get(session, number)
        return account.owner if account else None
