"""The standard library's SQLite: connections from functions, dependencies, and row by row.

Opening the database reads a file; each statement reads or writes it.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from sqlite3 import Connection
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool

app = FastAPI()
PATH = "example.sqlite3"


def connect() -> Connection:
    """Open the database."""
    connection = sqlite3.connect(PATH, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    return connection


def get_connection() -> Iterator[Connection]:
    """Open the database for one request, in the threadpool."""
    with closing(connect()) as connection:
        yield connection


def get_untyped():
    """The same without annotations."""
    connection = sqlite3.connect(PATH, check_same_thread=False)
    try:
        yield connection
    finally:
        connection.close()


Database = Annotated[Connection, Depends(get_connection)]


def read_all(connection: Connection) -> list[int]:
    """Read in a plain function."""
    return [row[0] for row in connection.execute("SELECT 1 UNION SELECT 2")]


@app.get("/direct")
async def direct() -> int:
    """Open it in the coroutine."""
    with closing(sqlite3.connect(PATH)) as connection:  # expect: FAPI103
        return connection.execute("SELECT 1").fetchone()[0]  # expect: FAPI103


@app.get("/helper")
async def helper() -> int:
    """Open it in a helper."""
    with closing(connect()) as connection:  # expect: FAPI109
        return connection.execute("SELECT 1").fetchone()[0]  # expect: FAPI103


@app.post("/typed", status_code=204)
async def typed(connection: Database) -> None:
    """Write with an annotated connection."""
    connection.execute("CREATE TABLE IF NOT EXISTS words (word TEXT)")  # expect: FAPI103
    connection.executemany("INSERT INTO words VALUES (?)", [("a",), ("b",)])  # expect: FAPI103
    connection.commit()  # expect: FAPI103


@app.get("/untyped")
async def untyped(connection=Depends(get_untyped)) -> int:
    """Read with a connection that only its provider gives away."""
    cursor = connection.cursor()
    cursor.execute("SELECT 1")  # expect: FAPI103
    return cursor.lastrowid or 0


@app.get("/chain")
async def chain(connection: Database) -> list[int]:
    """Read by a helper."""
    return read_all(connection)  # expect: FAPI109


@app.get("/offloaded")
async def offloaded(connection: Database) -> list[int]:
    """Read by the same helper in the threadpool."""
    return await run_in_threadpool(read_all, connection)


@app.get("/plain")
def plain(connection: Database) -> list[int]:
    """Read in a plain handler."""
    return read_all(connection)
