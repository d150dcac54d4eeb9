"""What replaces them: the client that redis itself has, and a library that knows included routers.

3. Lifespan Management (Modern Pattern), "Use lifespan context manager", and Performance Tips, "Profile slow
endpoints", with `redis.asyncio` instead of `aioredis`.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI
from redis import asyncio as aioredis

clients: dict[str, "aioredis.Redis"] = {}
router = APIRouter()


@router.get("/predict")
def predict() -> int:
    """A route of an included router."""
    return len(clients)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Open a client, and close it whatever happens."""
    clients["redis"] = aioredis.from_url("redis://")
    try:
        yield
    finally:
        await clients.pop("redis").aclose()


app = FastAPI(lifespan=lifespan)
app.include_router(router)
