"""Clients that are assigned from outside to a class, an object of a module or the application.

The class itself says `client = None`, or nothing; a start-up handler fills it.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import redis
import redis.asyncio
from fastapi import FastAPI, Request
from pymongo import MongoClient


class Mongo:
    """The client of the process, and one database of it."""

    client = None
    database = None


class Shelf:
    """An object of the module keeps a client."""

    def __init__(self) -> None:
        self.client = None


class Cache:
    """A class method fills what another one reads."""

    _client = None

    @classmethod
    def open(cls) -> None:
        """Make the client."""
        cls._client = redis.Redis()

    @classmethod
    def client(cls):
        """Give the client."""
        if cls._client is None:
            cls.open()
        return cls._client

    @staticmethod
    def count(key: str) -> int:
        """Count up."""
        return Cache._client.incr(key)


class Quick:
    """Its client is an asynchronous one."""

    client = None


class Unused:
    """Nobody fills it."""

    client = None


shelf = Shelf()


def connect(app: FastAPI) -> None:
    """Fill them all."""
    Mongo.client = MongoClient("mongodb://localhost")
    Mongo.database = Mongo.client["shop"]
    shelf.client = MongoClient("mongodb://localhost")
    Cache.open()
    Quick.client = redis.asyncio.Redis()
    app.mongo = MongoClient("mongodb://localhost")
    app.database = app.mongo["shop"]


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Open the clients."""
    connect(app)
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/class")
async def of_the_class() -> dict:
    """Ask through the class."""
    Mongo.client.admin.command("ping")  # expect: FAPI103
    return Mongo.database.items.find_one({})  # expect: FAPI103


@app.get("/object")
async def of_the_object() -> dict:
    """Ask through the object of the module."""
    return shelf.client.shop.items.find_one({})  # expect: FAPI103


@app.get("/application")
async def of_the_application(request: Request) -> list[dict]:
    """Ask through the application."""
    app.database["items"].delete_many({})  # expect: FAPI103
    return list(request.app.database["items"].find({}, limit=10))  # expect: FAPI103


@app.get("/cache")
async def of_class_methods() -> int:
    """Ask what class methods keep."""
    Cache.client().set("asked", 1)  # expect: FAPI103
    return Cache.count("asked")  # expect: FAPI109


@app.get("/quick")
async def quick() -> None:
    """Wait without blocking."""
    await Quick.client.get("key")
    Unused.client.get("key")


@app.get("/title")
def title() -> str:
    """Ask the application for what it has itself."""
    return app.title
