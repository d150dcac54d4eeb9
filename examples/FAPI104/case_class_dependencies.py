"""Classes around a session: constructors as dependencies, units of work, objects that are called.

Their coroutines are reported where they block; where they only await, nothing is.
"""

from dataclasses import dataclass
from typing import Annotated, Self

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

app = FastAPI()
engine = create_engine("sqlite:///./classes.db")
SessionLocal = sessionmaker(engine)
PING = text("SELECT 1")


def get_db():
    """Provide a session."""
    with SessionLocal() as db:
        yield db


class Views:
    """Gets an untyped session by its constructor."""

    def __init__(self, db=Depends(get_db), page: int = 1) -> None:
        self.db, self.page = db, page

    async def ping(self) -> int:
        """Query with what the constructor kept."""
        return self.db.scalar(PING) or 0  # expect: FAPI104

    async def pong(self) -> int:
        """Only await."""
        return await self.ping() + self.page


@dataclass
class Queries:
    """Gets a session as a field."""

    db: Annotated[Session, Depends(get_db)]

    async def ping(self) -> int:
        """Query with the field."""
        return self.db.scalar(PING) or 0  # expect: FAPI104


class UnitOfWork:
    """Opens a session when it is entered."""

    session: Session

    async def __aenter__(self) -> Self:
        """Open it: that is no I/O."""
        self.session = SessionLocal()
        return self

    async def __aexit__(self, *error: object) -> None:
        """Close it."""
        self.session.close()

    async def commit(self) -> None:
        """Write."""
        self.session.commit()  # expect: FAPI104


class CheckTable:
    """A dependency that is an object."""

    def __init__(self, table: str) -> None:
        self.table = table

    async def __call__(self, db: Annotated[Session, Depends(get_db)]) -> str:
        """Query."""
        db.execute(PING)  # expect: FAPI104
        return self.table


class Registry:
    """Dependencies that are methods."""

    async def session(self, db: Session = Depends(get_db)) -> Session:
        """Query, and hand the session on."""
        db.execute(PING)  # expect: FAPI104
        return db


registry = Registry()


@app.get("/views")
async def views(views: Annotated[Views, Depends()]) -> int:
    """A class as its own dependency."""
    return await views.pong()


@app.get("/views-by-name")
async def views_by_name(views=Depends(Views)) -> int:
    """A class as the dependency of an untyped parameter."""
    return views.db.scalar(PING) or 0  # expect: FAPI104


@app.get("/queries")
async def queries(queries: Annotated[Queries, Depends(Queries)]) -> int:
    """A dataclass as a dependency."""
    return await queries.ping()


@app.get("/unit-of-work")
async def unit_of_work() -> int:
    """A session on an object that is entered with `async with`."""
    async with UnitOfWork() as unit:
        found = unit.session.scalar(PING)  # expect: FAPI104
        await unit.commit()
    return found or 0


@app.get("/checked", dependencies=[Depends(CheckTable("items"))])
async def checked(db=Depends(registry.session)) -> int:
    """A session that a method hands on."""
    return db.scalar(PING) or 0  # expect: FAPI104
