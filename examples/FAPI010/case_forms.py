"""Clients of several libraries, in dependencies, helpers and constructors."""

import functools
from collections.abc import AsyncIterator, Iterator

import httpx2
import redis.asyncio as redis
import requests
from fastapi import Depends, FastAPI

app = FastAPI()
shared = httpx2.AsyncClient()


async def get_redis() -> AsyncIterator[redis.Redis]:
    """A pool for each request, even if it is closed."""
    client = redis.from_url("redis://localhost")  # expect: FAPI010
    try:
        yield client
    finally:
        await client.aclose()


def get_session() -> Iterator[requests.Session]:
    """A plain dependency."""
    with requests.Session() as session:  # expect: FAPI010
        yield session


class Payments:
    """Builds its client in the constructor."""

    def __init__(self) -> None:
        self.http = httpx2.AsyncClient(base_url="https://pay.example")

    async def charge(self) -> int:
        """Use the client."""
        return (await self.http.get("/charge")).status_code


@functools.cache
def payments() -> Payments:
    """Built once."""
    return Payments()


@app.get("/redis")
async def ping(
    client: redis.Redis = Depends(get_redis), session: requests.Session = Depends(get_session)
) -> str:
    """Both dependencies build a client."""
    return f"{client} {session}"


@app.post("/charge")
async def charge() -> int:
    """The service object is built for each request, and its client with it."""
    return await Payments().charge()  # expect: FAPI010


@app.post("/cached")
async def charge_again() -> int:
    """Silent: the service object is remembered, the other client stands at module level."""
    await shared.get("https://pay.example")
    return await payments().charge()
