"""What is right, or no dependency."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, ExitStack, closing, contextmanager
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.responses import StreamingResponse
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, sessionmaker

app = FastAPI()
engine = create_engine("sqlite:///silent.db")
make_session = sessionmaker(engine)
make_async_session = async_sessionmaker(
    create_async_engine("sqlite+aiosqlite:///silent.db"), expire_on_commit=False
)


def with_block() -> Iterator[Session]:
    """`with` closes."""
    with make_session() as session:
        yield session


def entered_later() -> Iterator[Session]:
    """`with` closes what was opened before."""
    session = Session(engine)
    with session:
        yield session


def closing_block() -> Iterator[sqlite3.Connection]:
    """`closing` closes what only commits by itself."""
    with closing(sqlite3.connect("silent.db")) as connection, connection:
        yield connection


def stack() -> Iterator[Session]:
    """An exit stack closes what it entered and calls what it was given."""
    with ExitStack() as exits:
        session = exits.enter_context(make_session())
        connection = sqlite3.connect("silent.db")
        exits.callback(connection.close)
        yield session


async def async_stack() -> AsyncIterator[AsyncSession]:
    """The same for async ones."""
    async with AsyncExitStack() as exits:
        yield await exits.enter_async_context(make_async_session())


async def with_transaction() -> AsyncIterator[AsyncSession]:
    """Sessions in sessions."""
    async with make_async_session() as session:
        yield session


def transaction() -> Iterator[Session]:
    """The end of its transaction gives the connection back, and the session holds nothing else."""
    session = make_session()
    with session.begin():  # expect: FAPI004
        yield session


def set_up_first() -> Iterator[sqlite3.Connection]:
    """Something may fail between opening and `try`: too rare to report."""
    connection = sqlite3.connect("silent.db")
    connection.row_factory = sqlite3.Row
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    try:
        yield connection
    finally:
        cursor.close()
        connection.close()


def maybe_session(wanted: bool = True) -> Iterator[Session | None]:
    """Opened and closed under the same condition."""
    session = make_session() if wanted else None
    try:
        yield session
    finally:
        if session is not None:
            session.close()


def rolled_back() -> Iterator[Session]:
    """Errors are handled and passed on, and `finally` closes."""
    session = make_session()
    try:
        yield session
    except Exception:
        session.rollback()
        raise
    finally:
        session.close()


def closed_both_ways() -> Iterator[Session]:
    """Everything is caught, closed and raised again."""
    session = make_session()
    try:
        yield session
    except BaseException:
        session.close()
        raise
    session.close()


@contextmanager
def borrowed(session: Session) -> Iterator[Session]:
    """What comes in as an argument belongs to the caller."""
    session.begin()
    yield session


def lines() -> Iterator[str]:
    """A stream, and no dependency."""
    session = make_session()
    for number in range(3):
        yield f"{number} {session.is_active}\n"
    session.close()


@app.get("/lines")
def stream() -> StreamingResponse:
    """Send the stream."""
    return StreamingResponse(lines())


@app.get("/")
def use(
    first: Annotated[Session, Depends(with_block)],
    second: Annotated[Session, Depends(entered_later)],
    third: Annotated[sqlite3.Connection, Depends(closing_block)],
    fourth: Annotated[Session, Depends(stack)],
    fifth: Annotated[sqlite3.Connection, Depends(set_up_first)],
    sixth: Annotated[Session | None, Depends(maybe_session)],
    seventh: Annotated[Session, Depends(rolled_back)],
    eighth: Annotated[Session, Depends(closed_both_ways)],
    ninth: Annotated[Session, Depends(transaction)],
) -> str:
    """Use the plain ones."""
    with borrowed(first) as scoped:
        return f"{scoped} {second} {third} {fourth} {fifth} {sixth} {seventh} {eighth} {ninth}"


@app.get("/async")
async def use_async(
    other: Annotated[AsyncSession, Depends(async_stack)],
    session: Annotated[AsyncSession, Depends(with_transaction)],
) -> str:
    """Use the async ones."""
    return f"{other.is_active} {session.is_active}"
