"""Clients that a library's class keeps and never closes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import redis.asyncio as redis
from fastapi import FastAPI
from fastapi_cache import FastAPICache
from fastapi_cache.backends.redis import RedisBackend

URL = "redis://localhost"


async def start_cache() -> None:
    """Nobody else knows the client."""
    client = redis.from_url(URL)  # expect: FAPI206
    FastAPICache.init(RedisBackend(client), prefix="keepers")


def start_backend() -> RedisBackend:
    """Silent: the caller gets it."""
    backend = RedisBackend(redis.from_url(URL))
    FastAPICache.init(backend)
    return backend


@asynccontextmanager
async def cached(app: FastAPI) -> AsyncIterator[None]:
    """Taking the cache away closes nothing."""
    FastAPICache.init(RedisBackend(redis.from_url(URL)))  # expect: FAPI206
    yield
    FastAPICache.reset()


@asynccontextmanager
async def cached_by_functions(app: FastAPI) -> AsyncIterator[None]:
    """What they open."""
    await start_cache()
    backend = start_backend()
    try:
        yield
    finally:
        await backend.redis.aclose()


@asynccontextmanager
async def cached_well(app: FastAPI) -> AsyncIterator[None]:
    """Silent: closed as a part of what holds it."""
    backend = RedisBackend(redis.from_url(URL))
    FastAPICache.init(backend)
    app.state.other = RedisBackend(redis.from_url(URL))
    try:
        yield
    finally:
        await backend.redis.aclose()
        await app.state.other.redis.aclose()


@asynccontextmanager
async def asked(app: FastAPI) -> AsyncIterator[None]:
    """Silent: the cache gives it back."""
    FastAPICache.init(RedisBackend(redis.from_url(URL)))
    try:
        yield
    finally:
        print(FastAPICache.get_backend())


apps = [
    FastAPI(lifespan=cached),
    FastAPI(lifespan=cached_by_functions),
    FastAPI(lifespan=cached_well),
    FastAPI(lifespan=asked),
]
