"""A lifespan that opens a client and forgets it at shut-down.

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
    """Close the connection, and not the client."""
    resources["db"] = await aiosqlite.connect(":memory:")
    resources["http"] = httpx.AsyncClient()  # expect: FAPI206
    try:
        yield
    finally:
        await resources["db"].close()


app = FastAPI(lifespan=lifespan)


@app.get("/closed")
async def closed() -> bool:
    """Whether the client is closed."""
    return resources["http"].is_closed
