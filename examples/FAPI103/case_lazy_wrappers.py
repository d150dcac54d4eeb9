"""Wrappers that make what they wrap when they are first asked for something of it."""

from collections.abc import Callable
from typing import Any

import redis
from fastapi import FastAPI

app = FastAPI()


class Lazy:
    """Makes it by what it was given, in a property."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._made: Any = None

    @property
    def made(self) -> Any:
        """What it wraps."""
        if self._made is None:
            self._made = self._make()
        return self._made

    def __getattr__(self, name: str) -> Any:
        return getattr(self.made, name)


class Opened:
    """Makes it in a method."""

    def _client(self) -> redis.Redis:
        return redis.Redis()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client(), name)


lazy = Lazy(redis.Redis)
opened = Opened()
texts = Lazy(dict)


@app.get("/values")
async def values() -> list[Any]:
    """Ask them."""
    first = lazy.get("key")  # expect: FAPI103
    second = opened.get("key")  # expect: FAPI103
    return [first, second, texts.get("key")]
