"""Two repositories with methods of the same names, and what their users say of them."""

from typing import Protocol

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """The base of the models."""


class Item(Base):
    """Something for sale."""

    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)


class Customer(Base):
    """Who buys."""

    __tablename__ = "customers"
    id: Mapped[int] = mapped_column(primary_key=True)


class Customers(Protocol):
    """Where customers are."""

    async def get_all(self) -> list[Customer]:
        """All of them."""
        ...


class SqlItems:
    """Items of a database."""

    def __init__(self, session: AsyncSession) -> None:
        """Work with one session."""
        self.session = session

    async def get_all(self) -> list[Item]:
        """A page of them."""
        return list(await self.session.scalars(select(Item).limit(100)))


class SqlCustomers:
    """Customers of a database."""

    def __init__(self, session: AsyncSession) -> None:
        """Work with one session."""
        self.session = session

    async def get_all(self) -> list[Customer]:
        """All of them."""
        return list(await self.session.scalars(select(Customer)))


class CustomerService:
    """What can be done with customers."""

    def __init__(self, customers: Customers) -> None:
        """Leave the rows to somebody else."""
        self.customers = customers

    async def all(self) -> list[Customer]:
        """All of them."""
        return await self.customers.get_all()
