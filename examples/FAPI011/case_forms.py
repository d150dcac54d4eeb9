"""Other forms of it: drivers' own `with`, early returns, loops, helpers, methods, async."""

import sqlite3
from typing import Annotated

import aiosqlite
import asyncpg
import psycopg2
from fastapi import Depends, FastAPI, HTTPException, Request, Response
from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import Session, sessionmaker
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint

app = FastAPI()
engine = create_engine("sqlite:///forms.db")
async_engine = create_async_engine("sqlite+aiosqlite:///forms.db")
make_session = sessionmaker(engine)


@app.get("/with")
def own_with() -> int:
    """The `with` of psycopg2 ends the transaction and not the connection."""
    with psycopg2.connect("dbname=forms") as connection:  # expect: FAPI011
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.rowcount


@app.get("/early/{number}")
def early_return(number: int) -> int:
    """Closed on one of two ways."""
    session = make_session()  # expect: FAPI011
    if number < 0:
        return 0
    session.close()
    return number


@app.get("/handled")
def handled() -> int:
    """What goes wrong is swallowed, and the session with it."""
    try:
        session = make_session()  # expect: FAPI011
        found = session.execute(text("SELECT 1")).scalar_one()
        session.close()
    except ValueError:
        return 0
    return found


@app.get("/inline")
def inline() -> int:
    """Nobody holds it."""
    return make_session().execute(text("SELECT 1")).scalar_one()  # expect: FAPI011


@app.get("/loop")
def loop() -> list[int]:
    """One for each round."""
    found = []
    for number in range(3):
        session = Session(engine)  # expect: FAPI011
        found.append(session.execute(text("SELECT :n"), {"n": number}).scalar_one())
    return found


def connect() -> sqlite3.Connection:
    """Open for whoever closes it."""
    connection = sqlite3.connect("forms.db")
    connection.row_factory = sqlite3.Row
    return connection


def count(connection: sqlite3.Connection, table: str) -> int:
    """Only use a connection."""
    return int(
        connection.execute("SELECT count(*) FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    )


@app.get("/helper/{table}")
def helper(table: str) -> int:
    """Opened by a helper, used by another, closed by nobody."""
    connection = connect()  # expect: FAPI011
    return count(connection, table)


class Tables:
    """A class that opens connections in its methods."""

    def __init__(self, path: str) -> None:
        self.path = path

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self.path)

    def names(self) -> list[str]:
        """Closed, unless the statement fails."""
        connection = self._open()  # expect: FAPI011
        rows = connection.execute("SELECT name FROM sqlite_master").fetchall()
        connection.close()
        return [row[0] for row in rows]


def tables() -> Tables:
    """The dependency."""
    return Tables("forms.db")


@app.get("/tables")
def all_tables(found: Annotated[Tables, Depends(tables)]) -> list[str]:
    """Reach a method through a dependency."""
    return found.names()


@app.get("/async")
async def asynchronous() -> int:
    """Async sessions and drivers."""
    session = AsyncSession(async_engine)  # expect: FAPI011
    first = (await session.execute(text("SELECT 1"))).scalar_one()
    connection = await aiosqlite.connect("forms.db")  # expect: FAPI011
    await connection.execute("SELECT 1")
    await connection.close()
    server = await asyncpg.connect("postgresql://localhost/forms")  # expect: FAPI011
    return first + await server.fetchval("SELECT 1")


class Counting(BaseHTTPMiddleware):
    """A middleware."""

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        """Count requests and forget the session when the path operation fails."""
        session = AsyncSession(async_engine)  # expect: FAPI011
        response = await call_next(request)
        await session.close()
        return response


app.add_middleware(Counting)


def create_app() -> FastAPI:
    """A path operation inside of a factory."""
    made = FastAPI()

    @made.get("/nested/{number}")
    def nested(number: int) -> int:
        session = Session(engine)  # expect: FAPI011
        if session.execute(text("SELECT :n"), {"n": number}).scalar_one() > 3:
            raise HTTPException(400, "too large")
        session.close()
        return number

    return made
