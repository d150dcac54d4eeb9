"""`hasattr()` tells objects of one class from those of another."""

import sqlite3
from pathlib import Path

from fastapi import FastAPI

app = FastAPI()
connection = sqlite3.connect(":memory:")


class Rows:
    """Finds one at a time, with a query each."""

    def find(self, key: str) -> str:
        """One row."""
        return str(connection.execute("SELECT * FROM rows WHERE key = ?", (key,)).fetchone())

    def find_all(self, keys: list[str]) -> list[str]:
        """From what is in memory."""
        return keys


class Names:
    """In memory."""

    def find(self, key: str) -> str:
        """Nothing is asked."""
        return key.title()


class Files:
    """One file for each."""

    def find(self, key: str) -> str:
        """Read it."""
        return Path(key).read_text()


def found(source: Rows | Names, keys: list[str]) -> list[str]:
    """One at a time only where there is no other way."""
    if hasattr(source, "find_all"):
        return source.find_all(keys)
    return [source.find(each) for each in keys]


def found_in_files(source: Rows | Files, keys: list[str]) -> list[str]:
    """The same for another class."""
    if hasattr(source, "find_all"):
        return source.find_all(keys)
    return [source.find(each) for each in keys]


@app.get("/rows")
async def read_rows(fast: bool) -> list[str]:
    """Silent: rows are found together."""
    return found(Rows() if fast else Names(), ["a"])


@app.get("/files")
async def read_files(fast: bool) -> list[str]:
    """Files are read one at a time."""
    return found_in_files(Rows() if fast else Files(), ["a"])  # expect: FAPI109
