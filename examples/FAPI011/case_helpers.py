"""Functions inside of functions that use a connection, and what becomes of it."""

import sqlite3
from collections.abc import Callable, Iterator

from fastapi import FastAPI
from fastapi.responses import StreamingResponse

app = FastAPI()


def load_counters() -> dict[str, int]:
    """A helper that only asks: the `with` of sqlite3 closes nothing."""
    with sqlite3.connect("helpers.db") as connection:  # expect: FAPI011
        cursor = connection.cursor()

        def counter(name: str) -> int:
            cursor.execute("SELECT value FROM counters WHERE name = ?", (name,))
            row = cursor.fetchone()
            return row[0] if row else 0

        return {"folders": counter("folders"), "files": counter("files")}


@app.get("/counters")
def counters() -> dict[str, int]:
    """Two numbers."""
    return load_counters()


@app.get("/rows")
def rows() -> StreamingResponse:
    """Closed by the function inside, when all rows are sent."""
    connection = sqlite3.connect("helpers.db")

    def lines() -> Iterator[str]:
        for row in connection.execute("SELECT name FROM counters"):
            yield f"{row[0]}\n"
        connection.close()

    return StreamingResponse(lines())


def asker() -> Callable[[str], object]:
    """Whoever gets the function has the connection with it."""
    connection = sqlite3.connect("helpers.db", check_same_thread=False)

    def ask(name: str) -> object:
        return connection.execute("SELECT value FROM counters WHERE name = ?", (name,)).fetchone()

    return ask


@app.get("/asked/{name}")
def asked(name: str) -> object:
    """What is handed out is not followed."""
    return asker()(name)
