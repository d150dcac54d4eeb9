"""What a lifespan or a middleware puts into the state is known where it is taken out."""

from contextlib import asynccontextmanager

import redis
import redis.asyncio
from fastapi import FastAPI, Request
from starlette.concurrency import run_in_threadpool


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.cache = redis.Redis()
    app.state.async_cache = redis.asyncio.Redis()
    app.state.greeting = "hello"
    app.state.cache.ping()
    try:
        yield
    finally:
        app.state.cache.close()
        await app.state.async_cache.aclose()


app = FastAPI(lifespan=lifespan)
app.state.sessions = redis.Redis(db=1)


class Registry:
    _instance = None

    def __new__(cls):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
            cls._instance.client = redis.Redis(db=2)
        return cls._instance


@app.middleware("http")
async def remember(request: Request, call_next):
    request.state.counters = request.app.state.cache
    return await call_next(request)


@app.get("/words/{word}")
async def read_word(word: str, request: Request):
    request.app.state.sessions.get(word)  # expect: FAPI103
    request.state.counters.incr(word)  # expect: FAPI103
    Registry().client.get(word)  # expect: FAPI103
    await run_in_threadpool(request.app.state.cache.get, word)
    return request.app.state.cache.get(word)  # expect: FAPI103


@app.get("/async/{word}")
async def read_async(word: str, request: Request):
    await request.app.state.async_cache.get(word)
    return request.app.state.greeting.upper()
