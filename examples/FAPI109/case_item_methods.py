"""Items of objects that read and write files: what looks like a dictionary."""

import shelve
from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI

app = FastAPI()


class Values:
    """Keeps its items in a file."""

    def __getitem__(self, key: str) -> Any:
        with shelve.open("values") as file:
            return file[key]

    def __setitem__(self, key: str, value: Any) -> None:
        with shelve.open("values") as file:
            file[key] = value

    def __delitem__(self, key: str) -> None:
        with shelve.open("values") as file:
            del file[key]

    def __contains__(self, key: str) -> bool:
        with shelve.open("values") as file:
            return key in file

    def __iter__(self) -> Iterator[str]:
        with shelve.open("values") as file:
            yield from file


class Names:
    """Keeps its items in memory."""

    def __init__(self) -> None:
        self.items: dict[str, str] = {}

    def __getitem__(self, key: str) -> str:
        return self.items[key]

    def __setitem__(self, key: str, value: str) -> None:
        self.items[key] = value

    def __delitem__(self, key: str) -> None:
        del self.items[key]


values = Values()
names = Names()


@app.put("/values/{key}")
async def put(key: str, value: str) -> None:
    """Set an item."""
    values[key] = value  # expect: FAPI109
    names[key] = value


@app.post("/values/{key}/more")
async def add(key: str) -> None:
    """Read one and set it."""
    values[key] += 1  # expect: FAPI109
    names[key] += "."


@app.delete("/values/{key}")
async def delete(key: str) -> list[str]:
    """Look for an item, take it away, and tell the others."""
    if key in values:  # expect: FAPI109
        del values[key]  # expect: FAPI109
    del names[key]
    return list(values)  # expect: FAPI109
