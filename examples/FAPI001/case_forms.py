"""Other forms of it: async, `Annotated`, classes, context managers, drivers, objects of one's own."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, sessionmaker

app = FastAPI()
engine = create_engine("sqlite:///forms.db")
make_session = sessionmaker(engine)
make_async_session = async_sessionmaker(
    create_async_engine("sqlite+aiosqlite:///forms.db"), expire_on_commit=False
)


class Mailer:
    """Something of the project's own that wants to be closed."""

    def close(self) -> None:
        """Say goodbye."""


async def async_session() -> AsyncIterator[AsyncSession]:
    """Async, and a rollback that does not close."""
    session = make_async_session()
    try:
        yield session  # expect: FAPI001
    except Exception:
        await session.rollback()
        raise
    await session.close()


def connection() -> Iterator[sqlite3.Connection]:
    """The `with` of sqlite3 ends a transaction, not the connection."""
    with sqlite3.connect("forms.db") as opened:
        yield opened  # expect: FAPI001


def mailer() -> Iterator[Mailer]:
    """Nothing is known of the class, but it is closed here."""
    made = Mailer()
    yield made  # expect: FAPI001
    made.close()


def never_closed() -> Iterator[Session]:
    """Not even where all goes well."""
    session = Session(engine)
    yield session  # expect: FAPI001


def opened_in_the_yield() -> Iterator[Session]:
    """Nobody has a name by which to close it."""
    yield Session(engine)  # expect: FAPI001


class Sessions:
    """An object that is a dependency."""

    def __call__(self) -> Iterator[Session]:
        """Called for each request."""
        session = make_session()
        yield session  # expect: FAPI001
        session.close()


@contextmanager
def session_scope() -> Iterator[Session]:
    """A context manager that a path operation enters."""
    session = make_session()
    try:
        yield session  # expect: FAPI001
        session.commit()
    except ValueError:
        session.rollback()
        raise
    session.close()


def closed_in_some_branches() -> Iterator[Session]:
    """Closed after one exception and not after others."""
    session = make_session()
    try:
        yield session  # expect: FAPI001
    except KeyError:
        session.close()
        raise
    session.close()


SessionDep = Annotated[AsyncSession, Depends(async_session)]


@app.get("/one")
async def one(session: SessionDep) -> bool:
    """Use the async one."""
    return session.is_active


@app.get("/two")
def two(
    connected: sqlite3.Connection = Depends(connection),
    mails: Mailer = Depends(mailer),
    session: Session = Depends(never_closed),
    other: Session = Depends(Sessions()),
    third: Session = Depends(closed_in_some_branches),
    fourth: Session = Depends(opened_in_the_yield),
) -> str:
    """Use the others."""
    with session_scope() as scoped:
        return f"{connected} {mails} {session} {other} {third} {fourth} {scoped}"
