"""A lifespan that closes what it opens.

Guide: 3. Lifespan Management (Modern Pattern), "Use lifespan context manager". Amended: an HTTP client
and a SQLite connection stand in for the guide's pool and for redis, and the model is left out.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiosqlite
import httpx
from fastapi import FastAPI

resources: dict[str, Any] = {}


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Leave the closing to `async with`."""
    async with aiosqlite.connect(":memory:") as db, httpx.AsyncClient() as client:
        resources["db"] = db
        resources["http"] = client
        yield


app = FastAPI(lifespan=lifespan)


@app.get("/closed")
async def closed() -> bool:
    """Whether the client is closed."""
    return resources["http"].is_closed
