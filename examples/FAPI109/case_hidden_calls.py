"""Calls that do not look like one: constructors, `with`, properties, `super()`, instances, methods of classes.

Each runs a function of the project, which blocks.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import requests
from fastapi import Depends, FastAPI

app = FastAPI()


class Settings:
    """Reads its values when it is made."""

    def __init__(self, name: str) -> None:
        self.values = Path(name).read_text().splitlines()


class Lease:
    """Blocks when it is entered."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> Self:
        requests.post(f"https://leases.example.com/{self.name}", timeout=5)
        return self

    def __exit__(self, *error: object) -> None:
        """Let it run out."""


@contextmanager
def lease(name: str) -> Iterator[str]:
    """Block when it is entered."""
    requests.post(f"https://leases.example.com/{name}", timeout=5)
    yield name


class Account:
    """Blocks behind a property."""

    def __init__(self, number: int) -> None:
        self.number = number

    @property
    def balance(self) -> int:
        """Ask the bank."""
        return requests.get(f"https://bank.example.com/{self.number}", timeout=5).json()

    @property
    def label(self) -> str:
        """Ask nobody."""
        return f"account {self.number}"

    def refresh(self) -> int:
        """Ask the bank as well."""
        return self.balance


class SavingsAccount(Account):
    """Extends a method that blocks."""

    def refresh(self) -> int:
        """Do what the base class does."""
        return super().refresh() + 1

    async def refreshed(self) -> int:
        """Do what the base class does, in a coroutine."""
        return super().refresh()  # expect: FAPI109


class Greeter:
    """Can be called."""

    def __call__(self, name: str) -> str:
        """Ask another service."""
        return requests.get(f"https://hello.example.com/{name}", timeout=5).text

    @staticmethod
    def standard() -> str:
        """Ask it without an object."""
        return requests.get("https://hello.example.com", timeout=5).text


greet = Greeter()


@app.get("/settings")
async def settings() -> list[str]:
    """The constructor blocks."""
    return Settings("settings.txt").values  # expect: FAPI109


@app.get("/settings-injected")
async def settings_injected(found: Settings = Depends(lambda: Settings("settings.txt"))) -> int:
    """FastAPI calls a plain dependency in the threadpool."""
    return len(found.values)


@app.get("/lease-class")
async def lease_class() -> str:
    """Entering the `with` blocks."""
    with Lease("a") as held:  # expect: FAPI109
        return held.name


@app.get("/lease-function")
async def lease_function() -> str:
    """Entering the `with` runs the function up to its `yield`."""
    with lease("b") as name:  # expect: FAPI109
        return name


@app.get("/lease-made")
async def lease_made() -> str:
    """Making the context manager runs nothing."""
    return repr(Lease("c")) + repr(lease("d"))


@app.get("/accounts/{number}")
async def account(number: int) -> int:
    """The property blocks."""
    held = Account(number)
    return held.balance  # expect: FAPI109


@app.get("/accounts/{number}/label")
async def account_label(number: int) -> str:
    """This property does not."""
    return Account(number).label


@app.get("/savings/{number}")
async def savings(number: int) -> int:
    """The method calls that of its base class, which asks the property."""
    held = SavingsAccount(number)
    return held.refresh() + await held.refreshed()  # expect: FAPI109


@app.get("/greetings/{number}")
async def greetings(number: int) -> str:
    """An object that can be called."""
    return greet(f"guest {number}")  # expect: FAPI109


@app.get("/greetings")
async def standard_greeting() -> str:
    """A static method."""
    return Greeter.standard()  # expect: FAPI109


@app.get("/greetings-injected")
async def injected_greeting(name: str = Depends(greet)) -> str:
    """FastAPI calls an object with a plain `__call__` in the threadpool."""
    return name
