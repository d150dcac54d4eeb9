"""What is made at start-up; the pool is forgotten at shut-down.

Guide: 3. Lifespan Management (Modern Pattern), "Use lifespan context manager".
Amended: asyncpg for the pool, `redis.asyncio` for what aioredis was; the model is loaded in a thread.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import joblib
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from redis import asyncio as aioredis

DATABASE_URL = os.environ.get("DATABASE_URL", "postgresql://localhost/shop")
REDIS_URL = os.environ.get("REDIS_URL", "redis://localhost")
resources: dict[str, Any] = {}


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Start and stop."""
    resources["db_pool"] = await asyncpg.create_pool(  # expect: FAPI206
        DATABASE_URL, min_size=10, max_size=20
    )
    resources["redis"] = aioredis.from_url(REDIS_URL)
    resources["ml_model"] = await run_in_threadpool(joblib.load, "model.joblib")

    try:
        yield
    finally:
        await resources["redis"].aclose()
        resources.clear()
