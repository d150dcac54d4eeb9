"""Fills the dictionaries at start-up, and reads them while it serves."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI

from library.services import RemoteFinder, ShelfFinder, branches, get_fallback, get_service, models, services


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Make what the handlers need."""
    models["remote"] = RemoteFinder()
    models["shelf"] = ShelfFinder()
    services["finder"] = RemoteFinder()
    branches.open("north")
    yield
    models.clear()


app = FastAPI(lifespan=lifespan)
clients = {"waiting": httpx.Client(), "awaited": httpx.AsyncClient()}


@app.get("/remote/{title}")
async def remote(title: str) -> str:
    """What the lifespan of another file put there."""
    return models["remote"].find(title)  # expect: FAPI109


@app.get("/shelf/{title}")
async def shelf(title: str) -> str:
    """Another key of the same dictionary, which only looks into memory."""
    return models["shelf"].find(title)


@app.get("/services/{title}")
async def service(title: str) -> str:
    """Reached through a function that takes the key."""
    return get_service("finder").find(title)  # expect: FAPI109


@app.get("/fallback/{title}")
async def fallback(title: str) -> str:
    """Declared as a protocol; what is assigned to the global tells more."""
    return get_fallback().find(title)  # expect: FAPI109


@app.get("/branches/{branch}/{title}")
async def branch(branch: str, title: str) -> str:
    """Kept in a dictionary of an object, under a key that nobody knows."""
    near = [each.find(title) for each in branches.near]
    return near[0] or branches.finders[branch].find(title)  # expect: FAPI109


@app.get("/copies/{title}")
async def copies(title: str) -> list[str]:
    """Two clients in one dictionary: only one of them blocks."""
    await clients["awaited"].get(f"https://copies.example.com/{title}")
    found = {}
    found["here"] = ShelfFinder()
    found["there"] = RemoteFinder()
    first = found["here"].find(title)
    return [first, found["there"].find(title)]  # expect: FAPI109
