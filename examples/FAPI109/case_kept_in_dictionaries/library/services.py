"""What the dictionaries hold, and where others reach it."""

from typing import Any, Protocol

import requests


class Finder(Protocol):
    """Whatever finds books."""

    def find(self, title: str) -> str:
        """Find a book."""


class RemoteFinder:
    """Asks another service; names no protocol."""

    def find(self, title: str) -> str:
        """Ask the service."""
        return requests.get(f"https://books.example.com/{title}", timeout=5).text


class ShelfFinder:
    """Looks at what is in memory."""

    def __init__(self) -> None:
        self.titles = {"Emma": "A3"}

    def find(self, title: str) -> str:
        """Look it up."""
        return self.titles.get(title, "")


models = {}
services: dict[str, Any] = {}
fallback: Finder | None = None


def get_service(name: str) -> Any:
    """Give whatever is kept under a name."""
    return services[name]


def get_fallback() -> Finder:
    """Make the finder once."""
    global fallback
    if fallback is None:
        fallback = RemoteFinder()
    return fallback


class Branches:
    """Keeps a finder for each branch."""

    def __init__(self) -> None:
        self.finders: dict[str, Finder] = {}
        self.near: list[ShelfFinder] = []

    def open(self, branch: str) -> None:
        """Add a branch."""
        self.finders[branch] = RemoteFinder()
        self.near.append(ShelfFinder())


branches = Branches()
