"""An asynchronous driver is awaited, or the blocking function is run in the thread pool.

Guide: 2. Async/Sync Boundary Management, "GOOD Option 1" and "GOOD Option 2", amended:
asyncpg instead of `databases`, which is no longer maintained and was never connected; the second
connection is closed; the two handlers have paths of their own; a plain handler is the third option.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from typing import Annotated

import asyncpg
import psycopg2
from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.concurrency import run_in_threadpool

DATABASE = os.getenv("DATABASE_URL", "dbname=shop")
BY_ID = "SELECT id, name FROM users WHERE id = $1"


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[dict[str, asyncpg.Pool]]:
    """Open the pool once, and close it in the end."""
    async with asyncpg.create_pool(DATABASE) as pool:
        yield {"pool": pool}


app = FastAPI(lifespan=lifespan)


async def get_pool(request: Request) -> asyncpg.Pool:
    """Hand out the one pool."""
    return request.state.pool


@app.get("/users/{user_id}")
async def get_user(user_id: int, pool: Annotated[asyncpg.Pool, Depends(get_pool)]) -> dict:
    """Option 1: await an asynchronous driver."""
    row = await pool.fetchrow(BY_ID, user_id)
    if row is None:
        raise HTTPException(404, "no such user")
    return dict(row)


def blocking_db_call(user_id: int) -> tuple[int, str] | None:
    """Block the thread that this runs on."""
    with closing(psycopg2.connect(DATABASE)) as conn:
        cursor = conn.cursor()
        cursor.execute("SELECT id, name FROM users WHERE id = %s", (user_id,))
        return cursor.fetchone()


@app.get("/offloaded-users/{user_id}")
async def get_user_offloaded(user_id: int) -> tuple[int, str] | None:
    """Option 2: run the blocking function in the thread pool."""
    return await run_in_threadpool(blocking_db_call, user_id)


@app.get("/plain-users/{user_id}")
def get_user_plain(user_id: int) -> tuple[int, str] | None:
    """Option 3: a plain handler is run there by FastAPI."""
    return blocking_db_call(user_id)
