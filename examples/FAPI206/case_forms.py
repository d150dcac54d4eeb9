"""Other forms of it: app state, globals, locals, pools, lifespan state."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import httpx
import redis.asyncio as redis
from fastapi import APIRouter, FastAPI
from pymongo import AsyncMongoClient

pool: asyncpg.Pool | None = None


@asynccontextmanager
async def in_state(app: FastAPI) -> AsyncIterator[None]:
    """Stored on the application."""
    app.state.redis = redis.from_url("redis://localhost")  # expect: FAPI206
    yield


@asynccontextmanager
async def in_global(app: FastAPI) -> AsyncIterator[None]:
    """Stored in a global variable."""
    global pool
    pool = await asyncpg.create_pool("postgresql://localhost/forms")  # expect: FAPI206
    yield
    pool = None


@asynccontextmanager
async def handed_to_requests(app: FastAPI) -> AsyncIterator[dict[str, Any]]:
    """Given to requests as lifespan state."""
    client = httpx.AsyncClient()  # expect: FAPI206
    mongo: AsyncMongoClient = AsyncMongoClient("mongodb://localhost")
    try:
        yield {"client": client, "mongo": mongo}
    finally:
        await mongo.close()


first = FastAPI(lifespan=in_state)
second = FastAPI(lifespan=in_global)
router = APIRouter(lifespan=handed_to_requests)
