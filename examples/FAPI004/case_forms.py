"""Other work that comes too late: transactions around the `yield`, delegation, refusals, async sessions."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Request
from sqlalchemy import Connection, create_engine
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine("sqlite:///shop.db")
async_engine = create_async_engine("sqlite+aiosqlite:///shop.db")
SessionLocal = sessionmaker(bind=engine)
AsyncSessionLocal = async_sessionmaker(async_engine, expire_on_commit=False)
app = FastAPI()


def in_else() -> Iterator[Session]:
    """In the `else` of the `try`."""
    db = SessionLocal()
    try:
        yield db
    except Exception:
        db.rollback()
        raise
    else:
        db.commit()  # expect: FAPI004
    finally:
        db.close()


def in_finally() -> Iterator[Session]:
    """In the `finally`."""
    db = SessionLocal()
    try:
        yield db
    finally:
        db.commit()  # expect: FAPI004
        db.close()


async def in_with() -> AsyncIterator[AsyncSession]:
    """Behind a condition, in a `with`."""
    async with AsyncSessionLocal() as session:
        yield session
        if session.is_active:
            await session.commit()  # expect: FAPI004


def transaction() -> Iterator[Session]:
    """The `with` commits when it ends."""
    with SessionLocal.begin() as session:  # expect: FAPI004
        yield session


async def async_transaction() -> AsyncIterator[AsyncSession]:
    """So does the one of a session."""
    async with AsyncSessionLocal() as session:
        async with session.begin():  # expect: FAPI004
            yield session


def connection() -> Iterator[Connection]:
    """And the one of an engine."""
    with engine.begin() as found:  # expect: FAPI004
        yield found


@contextmanager
def session_scope() -> Iterator[Session]:
    """A manager that commits: not a dependency itself."""
    session = SessionLocal()
    try:
        yield session
        session.commit()
    except Exception:
        session.rollback()
        raise
    finally:
        session.close()


def by_manager() -> Iterator[Session]:
    """A manager of the project around the `yield`."""
    with session_scope() as session:  # expect: FAPI004
        yield session


def delegating() -> Iterator[Session]:
    """Another generator around the `yield`."""
    for session in in_else():  # expect: FAPI004
        yield session


class UnitOfWork:
    """A transaction, and what it is made of."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def commit(self) -> None:
        """Commit it."""
        self.session.commit()


def unit_of_work(session: Annotated[Session, Depends(in_else)]) -> Iterator[UnitOfWork]:
    """An object of the project."""
    unit = UnitOfWork(session)
    yield unit
    unit.commit()  # expect: FAPI004


def part_of_it(session: Annotated[Session, Depends(in_else)]) -> Iterator[tuple[Session, str]]:
    """A session that is a part of what is yielded."""
    unit = UnitOfWork(session)
    yield unit.session, "name"
    unit.session.commit()  # expect: FAPI004


async def quota(request: Request) -> AsyncIterator[int]:
    """Refuse the request when it is over."""
    yield 1
    if request.method == "POST":
        raise HTTPException(429, "too many")  # expect: FAPI004


def mixed() -> Iterator[Session]:
    """Of two users one waits for the end."""
    with SessionLocal() as db:
        yield db
        db.commit()  # expect: FAPI004


@app.post("/first", dependencies=[Depends(quota)])
def first(
    a: Annotated[Session, Depends(in_else)],
    b: Annotated[Session, Depends(in_finally)],
    c: Annotated[AsyncSession, Depends(in_with)],
    d: Annotated[Session, Depends(transaction)],
    e: Annotated[AsyncSession, Depends(async_transaction)],
) -> None:
    """Depend on some."""


@app.post("/second")
def second(
    a: Annotated[Session, Depends(by_manager)],
    b: Annotated[Session, Depends(delegating)],
    c: Annotated[UnitOfWork, Depends(unit_of_work)],
    d: Annotated[tuple[Session, str], Depends(part_of_it)],
    e: Connection = Depends(connection),
) -> None:
    """Depend on others."""


@app.post("/third")
def third(a: Annotated[Session, Depends(mixed, scope="function")]) -> None:
    """Wait for its end."""


@app.post("/fourth")
def fourth(a: Annotated[Session, Depends(mixed)]) -> None:
    """Do not."""


@asynccontextmanager
async def elsewhere() -> AsyncIterator[AsyncSession]:
    """A manager on which nothing depends may commit."""
    async with AsyncSessionLocal.begin() as session:
        yield session
