"""Dependencies as defaults: a direct call without them gets a `Depends` object.

After the guide's 1. Dependency Injection Architecture, "Usage in endpoints", with one dependency more.
"""

from collections.abc import Iterator

from fastapi import Depends, FastAPI

app = FastAPI()
items = {1: "bread"}


def get_db() -> Iterator[dict[int, str]]:
    """Yield where the items are."""
    yield items


def find_item(item_id: int, db: dict[int, str] = Depends(get_db)) -> str | None:  # expect: FAPI016
    """Find one; a dependency of its own."""
    return db.get(item_id)


@app.get("/items/{item_id}")
def get_item(item: str | None = Depends(find_item)) -> str | None:  # expect: FAPI016
    """Send one."""
    return item
