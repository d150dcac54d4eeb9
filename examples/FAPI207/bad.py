"""A lifespan that leaves its first resource open when the second cannot be opened.

Guide: 3. Lifespan Management (Modern Pattern), "Use lifespan context manager", which has this shape.
Amended: an HTTP client and a SQLite connection stand in for the guide's pool and for redis, and the
model is left out.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiosqlite
import httpx
from fastapi import FastAPI

DATABASE = ":memory:"
resources: dict[str, Any] = {}


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """One after the other."""
    resources["http"] = httpx.AsyncClient()  # expect: FAPI207
    resources["db"] = await aiosqlite.connect(DATABASE)

    yield

    await resources["db"].close()
    await resources["http"].aclose()


app = FastAPI(lifespan=lifespan)


@app.get("/changes")
async def changes() -> int:
    """How many changes."""
    return resources["db"].total_changes
