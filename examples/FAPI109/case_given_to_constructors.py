"""Repositories that say nothing of the session that they are given, behind services that say what they take."""

from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import sessionmaker

app = FastAPI()
SessionLocal = sessionmaker(create_engine("sqlite:///./given.db"))
AsyncSessionLocal = async_sessionmaker(
    create_async_engine("sqlite+aiosqlite:///./given.db"), expire_on_commit=False
)


class Repository:
    """Stores whatever session it gets."""

    def __init__(self, session):
        self.session = session


class Orders(Repository):
    """Orders, by a synchronous session."""

    def newest(self) -> int:
        """Ask for the newest order."""
        return self.session.execute(text("SELECT max(id) FROM orders")).scalar_one()


class OrderService:
    """Takes the repository by its class."""

    def __init__(self, orders: Orders) -> None:
        self.orders = orders

    async def newest(self) -> int:
        """Ask for the newest order."""
        return self.orders.newest()  # expect: FAPI109


class QuickRepository:
    """Stores an asynchronous session without saying so."""

    def __init__(self, session):
        self.session = session

    async def newest(self) -> int:
        """Ask for the newest order."""
        return (await self.session.execute(text("SELECT max(id) FROM orders"))).scalar_one()


class QuickService:
    """Takes the repository by its class."""

    def __init__(self, orders: QuickRepository) -> None:
        self.orders = orders

    async def newest(self) -> int:
        """Ask for the newest order."""
        return await self.orders.newest()


def session():
    """Open a session for a request."""
    with SessionLocal() as opened:
        yield opened


async def quick_session():
    """Open an asynchronous session for a request."""
    async with AsyncSessionLocal() as opened:
        yield opened


def order_service(opened=Depends(session)) -> OrderService:
    """Put the parts together."""
    return OrderService(Orders(opened))


def quick_service(opened: Annotated[AsyncSession, Depends(quick_session)]) -> QuickService:
    """Put the asynchronous parts together."""
    return QuickService(QuickRepository(opened))


@app.get("/orders")
async def orders(service: Annotated[OrderService, Depends(order_service)]) -> int:
    """Ask the service."""
    return await service.newest()


@app.get("/quick")
async def quick(service: Annotated[QuickService, Depends(quick_service)]) -> int:
    """Ask the asynchronous service."""
    return await service.newest()
