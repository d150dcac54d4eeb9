"""What an object works with is given to a method of it that says nothing of the parameter."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import redis
from fastapi import FastAPI


class Folder:
    """Keeps values in files."""

    def get(self, key: str) -> str:
        """Read one."""
        return Path(key).read_text()


class Memory:
    """Keeps values in memory."""

    def get(self, key: str) -> str:
        """Give one."""
        return key


class Values:
    """Is told after it was made where the values are."""

    def __init__(self) -> None:
        self._inner = None

    def configure(self, inner) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        """Keep the place."""
        self._inner = inner

    def get(self, key: str) -> str:
        """Ask the place."""
        return self._inner.get(key)  # type: ignore[attr-defined, no-any-return]


class Settings(Values):
    """Is told where the settings are."""


class Labels:
    """The same, kept on the class."""

    store = None

    @classmethod
    def use(cls, store) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        """Keep the place."""
        cls.store = store


class Quick:
    """Works in memory only."""

    def use(self, place) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        """Keep the place."""
        self.place = place

    def get(self, key: str) -> str:
        """Ask the place."""
        return self.place.get(key)  # type: ignore[no-any-return]


values = Values()
quick = Quick()
quick.use(Memory())


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Tell everybody."""
    values.configure(Folder())
    Labels.use(redis.Redis())
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/values/{key}")
async def value(key: str) -> str:
    """Ask an object."""
    return values.get(key)  # expect: FAPI109


@app.get("/labels/{key}")
async def label(key: str) -> str:
    """Ask a class."""
    return str(Labels.store.get(key))  # type: ignore[attr-defined]  # expect: FAPI103


@app.get("/quick/{key}")
async def from_memory(key: str) -> str:
    """Ask what works in memory."""
    return quick.get(key)
