"""A parameter that a dependency fills takes nothing from the path by its own name; factories of dependencies."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, FastAPI

app = FastAPI()


class Items:
    """What is sold."""

    def find(self, key: int) -> str:
        """The name of one."""
        return f"item {key}"


def store_of(kind: type[Items]) -> Callable[[], Items]:
    """Make a dependency."""

    def store() -> Items:
        return kind()

    return store


def keyed_store() -> Callable[[int], Items]:
    """Make a dependency that takes the key."""

    def store(item_id: int) -> Items:
        return Items() if item_id else Items()

    return store


def newest(items: Annotated[Items, Depends(store_of(Items))]) -> str:
    """Takes no key."""
    return items.find(1)


def named(key: int, items: Annotated[Items, Depends(store_of(Items))]) -> str:
    """Takes a key from the query."""
    return items.find(key)


def found(item_id: int, items: Annotated[Items, Depends(store_of(Items))]) -> str:
    """Takes the key from the path."""
    return items.find(item_id)


@app.get("/newest/{item_id}")  # expect: FAPI901
def read_newest(item_id: Annotated[str, Depends(newest)]) -> str:
    """The name stands for what the dependency gives."""
    return item_id


@app.get("/named/{item_id}")  # expect: FAPI901
def read_named(item_id: str = Depends(named)) -> str:
    """The dependency asks for another name."""
    return item_id


@app.get("/items/{item_id}")
def read_item(item_id: Annotated[str, Depends(found)]) -> str:
    """The dependency asks for this name."""
    return item_id


@app.get("/keyed/{item_id}")
def read_keyed(items: Annotated[Items, Depends(keyed_store())]) -> str:
    """What a factory makes asks for this name."""
    return items.find(1)
