"""A dependency that is a bare generator: FastAPI makes the context manager.

After the guide's 1. Dependency Injection Architecture, "Connection pooling with yield dependencies": what
its 3. Lifespan Management rightly does to a lifespan is wrong for a dependency.
"""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI

app = FastAPI()
opened: list[str] = []


def get_db() -> Iterator[list[str]]:
    """Yield something that is closed after the request."""
    opened.append("session")
    try:
        yield opened
    finally:
        opened.clear()


@app.get("/items")
def count_items(db: Annotated[list[str], Depends(get_db)]) -> int:
    """Count what is open."""
    return len(db)
