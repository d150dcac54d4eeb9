"""A dependency that is declared as a parameter, so that FastAPI resolves it.

After the guide's 1. Dependency Injection Architecture, "Usage in endpoints": amended only
in what it opens.
"""

from collections.abc import Iterator
from typing import Annotated

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
    """In `Annotated`."""
    return db.is_open


@app.get("/default")
def default(db: Connection = Depends(get_db)) -> bool:
    """As a default, as the guide does."""
    return db.is_open
