"""The synchronous client of Redis, and the asynchronous one that differs by its import only.

Clients in module globals, on `self`, from URLs, pipelines; `get` is everybody's method name.
"""

import redis
import redis.asyncio as aioredis
from fastapi import Depends, FastAPI
from redis import Redis, asyncio as redis_asyncio
from redis.asyncio import Redis as AsyncRedis

app = FastAPI()
cache = Redis.from_url("redis://localhost")
other_cache = redis.StrictRedis(host="localhost", db=1)
async_cache = AsyncRedis.from_url("redis://localhost")
other_async_cache = redis_asyncio.from_url("redis://localhost")


class Sessions:
    """Keeps a client of each kind."""

    def __init__(self, url: str = "redis://localhost") -> None:
        self.redis = redis.from_url(url, decode_responses=True)
        self.async_redis = aioredis.from_url(url)

    def user(self, key: int) -> str | None:
        """Ask the one that blocks."""
        return self.redis.hget("sessions", str(key))

    async def user_async(self, key: int) -> bytes | None:
        """Ask the one that is awaited."""
        return await self.async_redis.hget("sessions", str(key))

    async def forget(self, key: int) -> None:
        """Ask the one that blocks, in a coroutine."""
        self.redis.hdel("sessions", str(key))  # expect: FAPI103


sessions = Sessions()


async def get_cache() -> Redis:
    """Provide the client that blocks."""
    return cache


@app.get("/keys/{key}")
async def read(key: int) -> list[str | None]:
    """Ask the two that block."""
    values = [
        cache.get(str(key)),  # expect: FAPI103
        other_cache.get(str(key)),  # expect: FAPI103
    ]
    return [value.decode() if value else None for value in values]


@app.post("/keys/{key}", status_code=204)
async def write(key: int, client=Depends(get_cache)) -> None:
    """Write with a client from a dependency, and by a pipeline, which sends in the end."""
    client.setex(str(key), 60, "value")  # expect: FAPI103
    pipeline = client.pipeline()
    pipeline.incr("written").expire("written", 60)
    pipeline.execute()  # expect: FAPI103


@app.get("/users/{key}")
async def user(key: int) -> str | None:
    """Ask by an object, once for each kind."""
    await sessions.user_async(key)
    await sessions.forget(key)
    return sessions.user(key)  # expect: FAPI109


@app.get("/async/{key}")
async def read_async(key: int) -> list[bytes | None]:
    """Await the others."""
    return [await async_cache.get(str(key)), await other_async_cache.get(str(key))]
