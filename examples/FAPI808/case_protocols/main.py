"""A service that is given what fits a protocol; of two classes that do, the annotations tell which is meant."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from store import Customers, CustomerService, SqlCustomers, SqlItems

app = FastAPI()
engine = create_async_engine("sqlite+aiosqlite:///items.db")
make_session = async_sessionmaker(engine, expire_on_commit=False)


async def get_session() -> AsyncIterator[AsyncSession]:
    """A session for one request."""
    async with make_session() as session:
        yield session


def get_customers(session: Annotated[AsyncSession, Depends(get_session)]) -> Customers:
    """The customers of a database."""
    return SqlCustomers(session)


def get_service(customers: Annotated[Customers, Depends(get_customers)]) -> CustomerService:
    """The service for one request."""
    return CustomerService(customers)


@app.get("/customers")
async def list_customers(service: Annotated[CustomerService, Depends(get_service)]) -> list[int]:
    """All customers."""
    return [each.id for each in await service.all()]  # expect: FAPI808


@app.get("/items")
async def list_items(session: Annotated[AsyncSession, Depends(get_session)]) -> list[int]:
    """A page of items."""
    return [each.id for each in await SqlItems(session).get_all()]
