"""The outer lifespan calls the inner one itself."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from fastapi import FastAPI

log: list[str] = []


@asynccontextmanager
async def open_sub(app: FastAPI) -> AsyncIterator[None]:
    """Open what the mounted app needs."""
    log.append("up")
    yield


sub = FastAPI(lifespan=open_sub)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Enter it."""
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(open_sub(sub))
        yield


app = FastAPI(lifespan=lifespan)
app.mount("/sub", sub)
