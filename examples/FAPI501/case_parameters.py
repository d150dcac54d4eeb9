"""Values that parameters can take the place of, with several drivers, and what they cannot replace."""

from collections.abc import AsyncIterator, Iterator
from typing import Annotated

import asyncpg
import psycopg2
from fastapi import Depends, FastAPI
from psycopg2.extensions import connection as Connection
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

app = FastAPI()
engine = create_engine("sqlite:///parameters.db")
DSN = "dbname=parameters"


def get_session() -> Iterator[Session]:
    """A session, closed after the request."""
    with Session(engine) as session:
        yield session


def get_connection() -> Iterator[Connection]:
    """A connection, closed after the request."""
    connection = psycopg2.connect(DSN)
    try:
        yield connection
    finally:
        connection.close()


async def get_postgres() -> AsyncIterator[asyncpg.Connection]:
    """A connection, closed after the request."""
    connection = await asyncpg.connect(DSN)
    try:
        yield connection
    finally:
        await connection.close()


Database = Annotated[Session, Depends(get_session)]
Psycopg = Annotated[Connection, Depends(get_connection)]
Postgres = Annotated[asyncpg.Connection, Depends(get_postgres)]


@app.get("/named")
def named(name: str, city: str, session: Database) -> list[str]:
    """Names for SQLAlchemy, one for each value, and wildcards go with the value."""
    session.execute(
        text(f"SELECT id FROM users WHERE name = '{name}' OR nick = '{name}'"),  # expect: FAPI501
    )
    query = f"""
        SELECT id FROM users
        WHERE city LIKE '%{city}%'
        AND name = '{name}'
    """
    return list(session.scalars(text(query)))  # expect: FAPI501


@app.get("/numbered")
async def numbered(name: str, limit: str, connection: Postgres) -> list[str]:
    """Numbers for asyncpg."""
    sql = f"SELECT id FROM users WHERE name = '{name}' LIMIT {limit}"
    return [row["id"] for row in await connection.fetch(sql)]  # expect: FAPI501


@app.get("/formatted")
def formatted(name: str, city: str, connection: Psycopg) -> None:
    """The driver's own placeholders are written like those of formatting."""
    cursor = connection.cursor()
    cursor.execute("DELETE FROM users WHERE name = '%s' AND city = '%s'" % (name, city))  # expect: FAPI501
    cursor.execute("INSERT INTO users VALUES ('" + name + "', '" + city + "')")  # expect: FAPI501


@app.get("/left")
def left(name: str, column: str, order: str, session: Database, connection: Psycopg) -> None:
    """Names of columns, values among other text, times that look like names: a person has to look."""
    session.execute(text(f"SELECT {column} FROM users WHERE name = '{name}'"))  # expect: FAPI501
    session.execute(text(f"SELECT id FROM users WHERE name = '{name}' ORDER BY {order}"))  # expect: FAPI501
    session.execute(text(f"SELECT id FROM users WHERE at > '12:00' AND name = '{name}'"))  # expect: FAPI501
    session.execute(text(f"SELECT id FROM users WHERE name = '{name.strip()}'"))  # expect: FAPI501
    connection.cursor().execute(  # expect: FAPI501
        f"SELECT id FROM users WHERE a LIKE 'x%' AND name = '{name}'"
    )
    statement = text(f"SELECT id FROM users WHERE name = '{name}'")  # expect: FAPI501
    session.execute(statement)
