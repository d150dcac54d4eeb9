"""Dependencies in `Annotated`: a direct call must give them.

After the guide's 1. Dependency Injection Architecture, "Usage in endpoints", amended as FastAPI's
documentation recommends today.
"""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI

app = FastAPI()
items = {1: "bread"}


def get_db() -> Iterator[dict[int, str]]:
    """Yield where the items are."""
    yield items


def find_item(item_id: int, db: Annotated[dict[int, str], Depends(get_db)]) -> str | None:
    """Find one; a dependency of its own."""
    return db.get(item_id)


@app.get("/items/{item_id}")
def get_item(item: Annotated[str | None, Depends(find_item)]) -> str | None:
    """Send one."""
    return item
