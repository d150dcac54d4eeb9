"""Libraries that work, guarded imports, and names that are only alike: nothing here may be reported."""

import asyncio
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI
from redis.asyncio import Redis, from_url

if TYPE_CHECKING:
    import aioredis

try:
    from aioredis import Redis as OldRedis
except (ImportError, TypeError):
    OldRedis = Redis

app = FastAPI()
clients = {"redis://": from_url("redis://")}


class Pools:
    """A class of the project with methods that are called alike."""

    async def create_redis_pool(self, url: str) -> Redis:
        """Give a client."""
        return clients[url]

    async def wait_closed(self) -> None:
        """Wait for nothing."""


pools = Pools()


@app.post("/pools")
async def create_pools(old: "aioredis.Redis | None" = None) -> None:
    """Methods of the project."""
    client = await pools.create_redis_pool("redis://")
    await client.aclose()
    await pools.wait_closed()


@app.post("/servers")
async def serve() -> None:
    """Servers of asyncio do have such a method."""
    server = await asyncio.start_server(print, "localhost", 0)
    server.close()
    await server.wait_closed()


async def create_pool(maker: Any) -> Any:
    """A function of the project."""
    return await maker.create_pool()
