"""The outer app has the same lifespan: what it opens is there for both."""

from collections.abc import AsyncIterator

from fastapi import FastAPI

log: list[str] = []


async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Open what both need."""
    log.append("up")
    yield


app = FastAPI(lifespan=lifespan)
sub = FastAPI(lifespan=lifespan)
app.mount("/sub", sub)
