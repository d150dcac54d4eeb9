"""What functions of the project open and keep, in globals and in objects."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import asyncpg
import httpx
import redis.asyncio
from fastapi import FastAPI


class Database:
    """Holds a pool."""

    def __init__(self) -> None:
        self.pool: asyncpg.Pool | None = None

    async def connect(self) -> None:
        """Open the pool."""
        await self._open()

    async def _open(self) -> None:
        self.pool = await asyncpg.create_pool("postgresql:///shop")

    async def disconnect(self) -> None:
        """Close the pool."""
        if self.pool is not None:
            await self.pool.close()


database = Database()
cache: redis.asyncio.Redis | None = None


async def open_cache() -> None:
    """Open what a global holds."""
    global cache
    cache = redis.asyncio.from_url("redis://")
    await cache.ping()


async def close_cache() -> None:
    """Close it."""
    if cache is not None:
        await cache.aclose()


def prepare() -> None:
    """Open something and close it again."""
    with sqlite3.connect("shop.db") as connection:
        connection.execute("SELECT 1")
    connection.close()


@asynccontextmanager
async def bare(_: FastAPI) -> AsyncIterator[None]:
    """Two functions, one after the other."""
    prepare()
    await database.connect()  # expect: FAPI207
    await open_cache()
    yield
    await close_cache()
    await database.disconnect()


@asynccontextmanager
async def mixed(app: FastAPI) -> AsyncIterator[None]:
    """A function, and a client that the lifespan itself opens."""
    try:
        await open_cache()  # expect: FAPI207
    except ConnectionError:
        print("no cache")
        raise
    app.state.client = httpx.AsyncClient()
    await app.state.client.get("https://example.com")
    yield
    await app.state.client.aclose()
    await close_cache()


@asynccontextmanager
async def protected(_: FastAPI) -> AsyncIterator[None]:
    """From the first one on."""
    try:
        await database.connect()
        await open_cache()
        yield
    finally:
        await close_cache()
        await database.disconnect()


@asynccontextmanager
async def stacked(_: FastAPI) -> AsyncIterator[None]:
    """An exit stack."""
    async with AsyncExitStack() as stack:
        stack.push_async_callback(database.disconnect)
        await database.connect()
        stack.push_async_callback(close_cache)
        await open_cache()
        yield


@asynccontextmanager
async def single(_: FastAPI) -> AsyncIterator[None]:
    """One."""
    prepare()
    await database.connect()
    yield
    await database.disconnect()


@asynccontextmanager
async def kept(_: FastAPI) -> AsyncIterator[None]:
    """Nothing is closed on purpose: both end with the process."""
    await database.connect()
    await open_cache()
    yield


applications = [FastAPI(lifespan=each) for each in (bare, mixed, protected, stacked, single, kept)]
