"""Attributes and globals that are filled on first use by a method or function of their own."""

import sqlite3
import time
from pathlib import Path

from fastapi import FastAPI

app = FastAPI()

words: list[str] | None = None


def load_words() -> None:
    global words
    words = Path("words.txt").read_text().split()


def load_names() -> list[str]:
    """Fills nothing."""
    return Path("names.txt").read_text().split()


class Store:
    def __init__(self) -> None:
        self.connection: sqlite3.Connection | None = None
        self.texts: list[str] | None = None
        self.is_open = False

    def connect(self, kind: str) -> None:
        if kind == "memory":
            self.connection = sqlite3.connect(":memory:")
        else:
            self.connection = sqlite3.connect("store.db")
            time.sleep(0.1)

    def read(self) -> None:
        """Fills nothing."""
        time.sleep(0.1)

    def first(self) -> str:
        if self.connection is None:
            self.connect("file")
        return "connected"

    def again(self) -> str:
        if not self.texts:
            self.read()
        return "read"


class Special(Store):
    def connect(self, kind: str) -> None:
        time.sleep(0.1)
        self.connection = sqlite3.connect("special.db")


store = Store()
special = Special()


@app.get("/words")
async def read_words() -> list[str]:
    if words is None:
        load_words()
    if not words:
        load_names()  # expect: FAPI109
    return words or []


@app.get("/store")
async def read_store() -> list[str]:
    return [store.first(), special.first()]


@app.get("/again")
async def read_again() -> str:
    return store.again()  # expect: FAPI109
