"""Clients that a class keeps on `self`: in `__init__`, in a property, in a field, in a base class.

The objects are made in the handler, kept in module globals, or put together by factories.
"""

from dataclasses import dataclass, field
from functools import lru_cache

import httpx
import redis
from fastapi import FastAPI

app = FastAPI()


class Client:
    """Keeps an HTTP client."""

    base_url = "https://people.example.com"

    def __init__(self, timeout: float = 5) -> None:
        self.http = httpx.Client(base_url=self.base_url, timeout=timeout)

    def _get(self, path: str) -> dict:
        return self.http.get(path).json()

    def url(self, path: str) -> str:
        """Build a URL, and fetch nothing."""
        return str(self.http.build_request("GET", path).url)


class PeopleClient(Client):
    """Inherits the client."""

    def person(self, number: int) -> dict:
        """Fetch by way of a method of the base class."""
        return self._get(f"/people/{number}")

    def person_and_friends(self, number: int) -> list[dict]:
        """Fetch in a comprehension."""
        return [self.person(friend) for friend in self.person(number)["friends"]]


class Cache:
    """Keeps a client that a method of its own makes."""

    def __init__(self, url: str = "redis://localhost") -> None:
        self._redis = self._connect(url)

    @staticmethod
    def _connect(url: str):
        return redis.Redis.from_url(url)

    @property
    def store(self):
        """Hand the client out."""
        return self._redis

    def read(self, key: str):
        """Read through the property."""
        return self.store.get(key)


@dataclass
class Directory:
    """Keeps other objects as fields."""

    cache: Cache
    people: PeopleClient = field(default_factory=PeopleClient)

    def find(self, number: int):
        """Ask the one, then the other."""
        return self.cache.read(str(number)) or self.people.person(number)

    @classmethod
    def standard(cls):
        """Put one together, and hand it out without an annotation."""
        return cls(cache=Cache())


people = PeopleClient(timeout=2)
directory = Directory.standard()


@lru_cache
def get_directory() -> Directory:
    """Make the one object of the process."""
    return Directory(Cache(), people)


class Registry:
    """The classical singleton."""

    _instance = None

    @classmethod
    def instance(cls) -> "Registry":
        """Make it once."""
        if cls._instance is None:
            cls._instance = cls()
        return cls._instance

    def __init__(self) -> None:
        self.directory = directory

    def find(self, number: int):
        """Pass the question on."""
        return self.directory.find(number)


@app.get("/global/{number}")
async def module_global(number: int):
    """An object kept in a module global."""
    return people.person(number)  # expect: FAPI109


@app.get("/friends/{number}")
async def friends(number: int):
    """A comprehension inside a method."""
    return people.person_and_friends(number)  # expect: FAPI109


@app.get("/factory/{number}")
async def factory(number: int):
    """An object made by a cached factory: making it is cached, asking it is not."""
    return get_directory().find(number)  # expect: FAPI109


@app.get("/class-method/{number}")
async def class_method(number: int):
    """An object made by a class method without annotation."""
    return directory.find(number)  # expect: FAPI109


@app.get("/singleton/{number}")
async def singleton(number: int):
    """The classical singleton."""
    registry = Registry.instance()
    return registry.find(number)  # expect: FAPI109


@app.get("/field/{number}")
async def attribute_of_attribute(number: int):
    """An attribute of an attribute."""
    return directory.people.person(number)  # expect: FAPI109


@app.get("/direct/{number}")
async def direct(number: int):
    """The kept client itself is called: that is no chain."""
    people.http.head(f"/people/{number}")  # expect: FAPI102
    return directory.cache.store.get(str(number))  # expect: FAPI103


@app.get("/url/{number}")
async def url(number: int) -> str:
    """Methods of the same objects that do no I/O."""
    return people.url(f"/people/{number}")
