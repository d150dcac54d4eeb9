"""A cache that never caches, and one that gives everybody the first user's answer.

Guide: Performance Tips, which recommend fastapi-cache2.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi_cache import FastAPICache
from fastapi_cache.backends.inmemory import InMemoryBackend
from fastapi_cache.decorator import cache


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    FastAPICache.init(InMemoryBackend())
    yield


app = FastAPI(lifespan=lifespan)
computed: list[str] = []


@cache(expire=60)  # expect: FAPI811
@app.get("/report")
async def report() -> str:
    computed.append("report")
    return "numbers"


@app.get("/account")
@cache(expire=60)  # expect: FAPI811
async def account(request: Request) -> str:
    return request.headers.get("x-user", "nobody")
