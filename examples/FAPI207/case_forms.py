"""Other forms of it, and lifespans that are right."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import httpx
import redis.asyncio as redis
from fastapi import FastAPI

URL = "postgresql://localhost/forms"


@asynccontextmanager
async def in_state(app: FastAPI) -> AsyncIterator[None]:
    """Stored on the application; the `finally` comes too late."""
    app.state.redis = redis.from_url("redis://localhost")  # expect: FAPI207
    app.state.pool = await asyncpg.create_pool(URL)
    app.state.http = httpx.AsyncClient()
    yield
    await app.state.http.aclose()
    await app.state.pool.close()
    await app.state.redis.aclose()


@asynccontextmanager
async def half(app: FastAPI) -> AsyncIterator[dict[str, Any]]:
    """The first is protected, the second is not."""
    async with httpx.AsyncClient() as client:
        pool = await asyncpg.create_pool(URL)  # expect: FAPI207
        other = await asyncpg.create_pool(URL)
        yield {"client": client, "pool": pool, "other": other}
        await other.close()
        await pool.close()


@asynccontextmanager
async def alone(app: FastAPI) -> AsyncIterator[None]:
    """Only one."""
    app.state.pool = await asyncpg.create_pool(URL)
    yield
    await app.state.pool.close()


@asynccontextmanager
async def managers(app: FastAPI) -> AsyncIterator[dict[str, Any]]:
    """Managers for both."""
    async with asyncpg.create_pool(URL) as pool, httpx.AsyncClient() as client:
        yield {"pool": pool, "client": client}


@asynccontextmanager
async def nested(app: FastAPI) -> AsyncIterator[None]:
    """`finally` from the first one on."""
    app.state.pool = await asyncpg.create_pool(URL)
    try:
        app.state.http = httpx.AsyncClient()
        try:
            yield
        finally:
            await app.state.http.aclose()
    finally:
        await app.state.pool.close()


@asynccontextmanager
async def one_finally(app: FastAPI) -> AsyncIterator[None]:
    """One `finally` for both."""
    pool = await asyncpg.create_pool(URL)
    client = httpx.AsyncClient()
    try:
        yield
    finally:
        await client.aclose()
        await pool.close()


one = FastAPI(lifespan=in_state)
two = FastAPI(lifespan=half)
three = FastAPI(lifespan=alone)
four = FastAPI(lifespan=managers)
five = FastAPI(lifespan=nested)
six = FastAPI(lifespan=one_finally)
