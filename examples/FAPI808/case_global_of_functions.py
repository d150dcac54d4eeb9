"""Pools that no line of the module binds: a function that declares them ``global`` does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiomysql
import asyncpg
from fastapi import FastAPI


async def open_pools() -> None:
    """Open what all requests use."""
    global pool, reports
    pool = await asyncpg.create_pool(database="shop")
    reports = await aiomysql.create_pool(db="reports")


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Open the pools, and close them."""
    await open_pools()
    try:
        yield
    finally:
        await pool.close()
        reports.close()


app = FastAPI(lifespan=lifespan)


@app.get("/users")
async def list_users() -> list[dict[str, Any]]:
    """All rows through a connection of the pool."""
    async with pool.acquire() as connection:
        rows = await connection.fetch("SELECT * FROM users")  # expect: FAPI808
    return [dict(row) for row in rows]


@app.get("/reports")
async def list_reports() -> list[dict[str, Any]]:
    """All rows through a cursor."""
    async with reports.acquire() as connection, connection.cursor() as cursor:
        await cursor.execute("SELECT * FROM reports")
        return list(await cursor.fetchall())  # expect: FAPI808


@app.get("/reports/latest")
async def list_latest() -> list[dict[str, Any]]:
    """A few of them."""
    async with reports.acquire() as connection, connection.cursor() as cursor:
        await cursor.execute("SELECT * FROM reports ORDER BY made DESC LIMIT 10")
        return list(await cursor.fetchall())
