"""Helpers that return an exception beside the value that they are asked for."""

from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException

app = FastAPI()
ITEMS = {1: "spoon"}


def find(key: int) -> Any:
    """Give a path operation an exception in the place of an item."""
    if key not in ITEMS:
        return HTTPException(404, "no such item")  # expect: FAPI905
    return ITEMS[key]


class Store:
    """The items."""

    def longest(self) -> Any:
        """Give an exception that a name holds."""
        error = HTTPException(409, "nothing there")
        if not ITEMS:
            return error  # expect: FAPI905
        return max(ITEMS.values(), key=len)

    def check(self, key: int) -> HTTPException | None:
        """Say what is wrong, if anything is."""
        if key not in ITEMS:
            return HTTPException(404, "no such item")
        return None

    def wanted(self, key: int) -> str | HTTPException:
        """Give an exception to a caller that looks."""
        if key not in ITEMS:
            return HTTPException(404, "no such item")
        return ITEMS[key]


def refusal(key: int) -> Exception:
    """Make one of two exceptions."""
    if key:
        return HTTPException(404, "no such item")
    return ValueError("no key")


@app.get("/items/{key}")
def read_item(key: int) -> Any:
    """Answer with whatever it is."""
    return find(key)


@app.get("/longest")
def read_longest(store: Annotated[Store, Depends()]) -> Any:
    """Answer with whatever it is."""
    return store.longest()


@app.get("/wanted/{key}")
def read_wanted(key: int, store: Annotated[Store, Depends()]) -> str:
    """Raise what is one."""
    item = store.wanted(key)
    if isinstance(item, HTTPException):
        raise item
    wrong = store.check(key)
    if wrong is not None:
        raise wrong
    return item


@app.get("/refused")
def read_refused() -> str:
    """Raise what is made."""
    raise refusal(1)


def missing(key: int) -> HTTPException:
    """Make an exception for the caller to raise."""
    return HTTPException(404, f"no item {key}")


async def refused() -> HTTPException:
    """The same in a coroutine."""
    return HTTPException(403)


@app.get("/made/{key}")
async def read_made(key: int) -> Any:
    """Return what is there to be raised."""
    if key == 1:
        return await refused()  # expect: FAPI905
    if key not in ITEMS:
        return missing(key)  # expect: FAPI905
    if key == 2:
        raise missing(key)
    return ITEMS[key]
