"""A memo that is made by hand: a file is read, or an object made, once for each key, and keys are few.

Not among the examples whose blocking calls the proofs watch: the first request for each key does wait.
"""

import hashlib
import sqlite3
import subprocess
from functools import lru_cache
from pathlib import Path

import requests
from fastapi import FastAPI

app = FastAPI()

_pages: dict[str, str] = {}


def page(topic: str) -> str:
    """Read each topic's file once, with a memo made by hand."""
    if topic in _pages:
        return _pages[topic]
    _pages[topic] = Path(f"{topic}.txt").read_text()
    return _pages[topic]


@app.get("/pages/{topic}")
async def read_page(topic: str) -> str:
    """This blocks once for each topic, and topics are few."""
    return page(topic)


class Repository:
    """A folder of its own."""

    kept: dict[str, "Repository"] = {}

    def __init__(self, name: str, read_only: bool = False) -> None:
        self.name = name
        if not read_only:
            subprocess.run(["git", "init", name], check=True)

    @classmethod
    def named(cls, name: str) -> "Repository":
        """Make each repository once."""
        repository = cls.kept.get(name)
        if repository is None:
            repository = Repository(name)
            cls.kept[name] = repository
        return repository

    @classmethod
    def found(cls, name: str) -> "Repository":
        """The same, with what is kept first."""
        if (repository := cls.kept.get(name)) is not None:
            return repository
        cls.kept[name] = Repository(name)
        return cls.kept[name]

    @classmethod
    def forgotten(cls, name: str) -> "Repository":
        """Look for what is kept, and keep nothing."""
        repository = cls.kept.get(name)
        if repository is None:
            repository = Repository(name)
        return repository


class Peer:
    """A server that is asked what it is once it is known."""

    known: dict[str, "Peer"] = {}

    def __init__(self, url: str) -> None:
        self.description = requests.get(f"https://example.org/{url}", timeout=5).text

    @classmethod
    def at(cls, url: str) -> "Peer":
        """Make each peer once."""
        peer = cls.known.get(url)
        if not peer:
            peer = Peer(url)
            cls.known[url] = peer
        return peer


pages: dict[str, str] = {}


def text_of(url: str) -> str:
    """Ask for each page once; of pages there are many."""
    text = pages.get(url)
    if text is None:
        text = pages[url] = requests.get(f"https://example.org/{url}", timeout=5).text
    return text


@lru_cache
def connection(name: str) -> sqlite3.Connection:
    """Connect to each database once."""
    return sqlite3.connect(name)


@lru_cache
def digest(password: str) -> bytes:
    """Compute something for each of many keys."""
    return hashlib.scrypt(password.encode(), salt=b"", n=2**14, r=8, p=1)


class Vault:
    """Signs, with a key that it computes once."""

    def __init__(self, name: str) -> None:
        self.key = hashlib.scrypt(name.encode(), salt=b"", n=2**14, r=8, p=1)


@lru_cache
def vault(name: str) -> Vault:
    """Make each vault once."""
    return Vault(name)


@app.get("/repositories/{name}")
async def read_repository(name: str) -> list[str]:
    """Only what is not kept is reported, and what is asked for with many keys."""
    Repository(name, read_only=True)
    Peer.at(name)
    text_of(name)  # expect: FAPI109
    connection(name)
    vault(name)
    digest(name)  # expect: FAPI109
    Repository.forgotten(name)  # expect: FAPI109
    return [Repository.named(name).name, Repository.found(name).name]


class Stars:
    """What users have starred; it is written down for each of them."""

    def __init__(self) -> None:
        self.items: dict[str, str] = {}

    def add(self, name: str, at: str) -> None:
        """A client may star as much as it likes."""
        if name in self.items:
            return
        self.items[name] = at
        Path("stars.txt").write_text("\n".join(self.items))


stars = Stars()


@app.post("/stars/{name}")
async def star(name: str, at: str) -> None:
    """This blocks for each star."""
    stars.add(name, at)  # expect: FAPI109
