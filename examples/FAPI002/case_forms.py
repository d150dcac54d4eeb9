"""Other forms of it: async, directly returned, in a branch, classes, connections, cursors, clients."""

import sqlite3
from typing import Annotated

import httpx
from fastapi import Depends, FastAPI
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session

app = FastAPI()
engine = create_engine("sqlite:///forms.db")
make_async_session = async_sessionmaker(
    create_async_engine("sqlite+aiosqlite:///forms.db"), expire_on_commit=False
)


def direct() -> Session:
    """Made in the return itself."""
    return Session(engine)  # expect: FAPI002


async def async_session() -> AsyncSession:
    """An async one."""
    return make_async_session()  # expect: FAPI002


def in_with() -> Session:
    """Leaving the block closes it."""
    with Session(engine) as session:
        return session  # expect: FAPI002


def connection() -> sqlite3.Connection:
    """A connection."""
    opened = sqlite3.connect("forms.db", check_same_thread=False)
    opened.row_factory = sqlite3.Row
    return opened  # expect: FAPI002


def cursor() -> sqlite3.Cursor:
    """A cursor keeps its connection."""
    opened = sqlite3.connect("forms.db", check_same_thread=False)
    return opened.cursor()  # expect: FAPI002


async def client(token: str = "") -> httpx.AsyncClient:
    """A client with connections of its own."""
    return httpx.AsyncClient(headers={"Authorization": f"Bearer {token}"})  # expect: FAPI002


def in_branch(read_only: bool = False) -> Session:
    """Both ways."""
    if read_only:
        return Session(engine, autoflush=False)  # expect: FAPI002
    session = Session(engine)
    session.info["writes"] = True
    return session  # expect: FAPI002


class Sessions:
    """A class whose objects are dependencies."""

    def __call__(self) -> Session:
        """Called for each request."""
        return Session(engine)  # expect: FAPI002


class Repository:
    """Holds a session and never closes it."""

    def __init__(self, session: Session) -> None:
        self.session = session


def repository() -> Repository:
    """The session goes with the object."""
    session = Session(engine)
    return Repository(session)  # expect: FAPI002


@app.get("/sync")
def use(
    one: Annotated[Session, Depends(direct)],
    two: Annotated[Session, Depends(in_with)],
    three: Annotated[sqlite3.Connection, Depends(connection)],
    four: Annotated[sqlite3.Cursor, Depends(cursor)],
    five: Annotated[Session, Depends(in_branch)],
    six: Annotated[Session, Depends(Sessions())],
    seven: Annotated[Repository, Depends(repository)],
) -> str:
    """Use the plain ones."""
    return f"{one} {two} {three} {four} {five} {six} {seven}"


@app.get("/async")
async def use_async(
    one: Annotated[AsyncSession, Depends(async_session)], two: Annotated[httpx.AsyncClient, Depends(client)]
) -> str:
    """Use the async ones."""
    return f"{one} {two}"
