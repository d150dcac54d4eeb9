"""Dependencies that FastAPI never resolves: in a body, without `Depends`, called by hand.

After the guide's 1. Dependency Injection Architecture, "Usage in endpoints": the same dependency, asked for in
ways that look right.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI

app = FastAPI()


class Connection:
    """Knows whether it is open."""

    def __init__(self) -> None:
        self.is_open = True

    def close(self) -> None:
        """Close it."""
        self.is_open = False


def get_db() -> Iterator[Connection]:
    """Yield a connection, and close it after the request."""
    connection = Connection()
    try:
        yield connection
    finally:
        connection.close()


@app.get("/declared")
def declared(db: Annotated[Connection, Depends(get_db)]) -> bool:
    """As it should be."""
    return db.is_open


@app.get("/body")
def body() -> bool:
    """Depend in the body."""
    db: Any = Depends(get_db)  # expect: FAPI006
    return db.is_open


@app.get("/forgotten")
def forgotten(db: Any = get_db) -> bool:  # expect: FAPI006
    """Forget `Depends`."""
    return db.is_open


@app.get("/generator")
def generator() -> bool:
    """Call the dependency."""
    db = get_db()  # expect: FAPI006
    return db.is_open  # type: ignore[attr-defined]


@app.get("/next")
def first() -> bool:
    """Take the first thing out of it: it is closed by then."""
    db = next(get_db())  # expect: FAPI006
    return db.is_open
