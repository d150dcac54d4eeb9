"""The cache stands below the route, and the user is part of its key.

Guide: Performance Tips, which recommend fastapi-cache2.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI, Header
from fastapi_cache import FastAPICache
from fastapi_cache.backends.inmemory import InMemoryBackend
from fastapi_cache.decorator import cache


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    FastAPICache.init(InMemoryBackend())
    yield


async def current_user(x_user: Annotated[str, Header()] = "nobody") -> str:
    return x_user


app = FastAPI(lifespan=lifespan)
computed: list[str] = []


@app.get("/report")
@cache(expire=60)
async def report() -> str:
    computed.append("report")
    return "numbers"


@app.get("/account")
@cache(expire=60)
async def account(user: Annotated[str, Depends(current_user)]) -> str:
    return user
