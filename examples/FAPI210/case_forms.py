"""Other ways to import and use what does not work: each is reported once, at the import if there is one."""

from typing import Any

import redis.asyncio
import redis.asyncio as asyncio_redis
from fastapi import FastAPI
from redis import asyncio as aioredis

app = FastAPI()
client = aioredis.from_url("redis://")


def connect_lazily() -> Any:
    """Imports of parts, under other names."""
    import aioredis.client  # expect: FAPI210
    from aioredis import from_url as connect  # expect: FAPI210
    from aioredis.client import Redis  # expect: FAPI210

    return connect, Redis, aioredis


def graphql() -> Any:
    """A part of Starlette that is gone."""
    from starlette.graphql import GraphQLApp  # expect: FAPI210

    return GraphQLApp


def tokens() -> Any:
    """A library that needs pydantic 1."""
    from fastapi_jwt_auth import AuthJWT  # expect: FAPI210

    return AuthJWT


@app.post("/pools")
async def create_pools() -> None:
    """The import was mended, the calls were not."""
    first = await aioredis.create_redis_pool("redis://")  # expect: FAPI210
    second = await redis.asyncio.create_pool("redis://")  # expect: FAPI210
    third = await asyncio_redis.create_redis("redis://")  # expect: FAPI210
    first.close(second, third)


@app.delete("/pools")
async def close_pools() -> None:
    """A method that the new client does not have."""
    await client.aclose()
    await client.wait_closed()  # expect: FAPI210
