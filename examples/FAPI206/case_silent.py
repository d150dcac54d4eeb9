"""What is closed, in whatever way, and what needs no closing."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import asyncpg
import httpx
import redis.asyncio as redis
from fastapi import FastAPI
from sqlalchemy import create_engine

resources: dict[str, Any] = {}
pool: asyncpg.Pool | None = None


class Service:
    """Takes a client over and closes it."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def close(self) -> None:
        """Close the client."""
        await self.client.aclose()


async def close_pool() -> None:
    """Close what is in the global variable."""
    if pool is not None:
        await pool.close()


async def close_all(app: FastAPI) -> None:
    """Close what is in the application's state."""
    await app.state.cache.aclose()


@asynccontextmanager
async def stack(app: FastAPI) -> AsyncIterator[None]:
    """An exit stack closes all."""
    async with AsyncExitStack() as exits:
        app.state.pool = await exits.enter_async_context(asyncpg.create_pool("postgresql://localhost/silent"))
        app.state.http = await exits.enter_async_context(httpx.AsyncClient())
        cache = redis.from_url("redis://localhost")
        exits.push_async_callback(cache.aclose)
        yield


@asynccontextmanager
async def by_function(app: FastAPI) -> AsyncIterator[None]:
    """Functions close what is stored."""
    global pool
    pool = await asyncpg.create_pool("postgresql://localhost/silent")
    try:
        app.state.cache = redis.from_url("redis://localhost")
        yield
    finally:
        await close_all(app)
        await close_pool()


@asynccontextmanager
async def by_object(app: FastAPI) -> AsyncIterator[None]:
    """An object closes what it was given."""
    app.state.service = Service(httpx.AsyncClient())
    yield
    await app.state.service.close()


@asynccontextmanager
async def in_a_loop(app: FastAPI) -> AsyncIterator[None]:
    """One loop closes all."""
    resources["first"] = httpx.AsyncClient()
    yield
    for each in resources.values():
        await each.aclose()


@asynccontextmanager
async def engine_only(app: FastAPI) -> AsyncIterator[None]:
    """An engine may be left to the end of the process."""
    app.state.engine = create_engine("sqlite:///silent.db")
    yield


apps = [FastAPI(lifespan=each) for each in (stack, by_function, by_object, in_a_loop, engine_only)]
one = FastAPI(lifespan=stack)
two = FastAPI(lifespan=by_function)
three = FastAPI(lifespan=by_object)
four = FastAPI(lifespan=in_a_loop)
five = FastAPI(lifespan=engine_only)
