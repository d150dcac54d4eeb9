"""Services and repositories whose base classes have type variables, which the subclasses fill in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

app = FastAPI()
factory = sessionmaker(create_engine("sqlite:///orders.db"))
Store = TypeVar("Store")
Kind = TypeVar("Kind")


def session() -> Iterator[Session]:
    """Open one."""
    with factory() as opened:
        yield opened


class Rows:
    """Asks the database."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def count(self) -> int:
        """Count them."""
        return len(self.session.execute(text("SELECT 1")).all())


class Orders(Rows):
    """Asks for orders."""

    def newest(self) -> list[object]:
        """Ask for one."""
        return list(self.session.execute(text("SELECT 1")).all())


class Numbers:
    """Asks nobody."""

    def newest(self) -> list[object]:
        """Give some."""
        return [1]


class Service(Generic[Store]):
    """Keeps what its subclass names."""

    def __init__(self, store: Store) -> None:
        self.store = store


class Between(Service[Kind], Generic[Kind]):
    """Hands its variable on."""


class OrderService(Between[Orders]):
    """Keeps orders."""

    async def newest(self) -> list[object]:
        """Ask what is kept."""
        return self.store.newest()  # expect: FAPI109


class NumberService(Service[Numbers]):
    """Keeps numbers."""

    async def newest(self) -> list[object]:
        """Ask what is kept."""
        return self.store.newest()


@dataclass
class Record(Generic[Store]):
    """Keeps it in a field."""

    store: Store


class OrderRecord(Record[Orders]):
    """Keeps orders."""

    async def newest(self) -> list[object]:
        """Ask what is kept."""
        return self.store.newest()  # expect: FAPI109


def rows_of(kind: type[Rows]) -> Callable[[Session], Rows]:
    """Make a dependency for a class."""

    def dependency(opened: Session = Depends(session)) -> Rows:
        return kind(opened)

    return dependency


@app.get("/newest")
async def newest(orders: Orders = Depends(rows_of(Orders))) -> list[object]:
    """The class that the dependency was made for."""
    return orders.newest()  # expect: FAPI109
