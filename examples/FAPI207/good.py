"""A lifespan whose exit stack closes what was opened so far.

Guide: 3. Lifespan Management (Modern Pattern), "Use lifespan context manager". Amended: an
`AsyncExitStack` instead of calls behind the `yield`; an HTTP client and a SQLite connection stand in
for the guide's pool and for redis, and the model is left out.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import aiosqlite
import httpx
from fastapi import FastAPI

DATABASE = ":memory:"
resources: dict[str, Any] = {}


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """One after the other, on a stack."""
    async with AsyncExitStack() as stack:
        resources["http"] = await stack.enter_async_context(httpx.AsyncClient())
        resources["db"] = await stack.enter_async_context(aiosqlite.connect(DATABASE))
        yield


app = FastAPI(lifespan=lifespan)


@app.get("/changes")
async def changes() -> int:
    """How many changes."""
    return resources["db"].total_changes
