"""Clients of helpers in branches of path operations, and of generators that responses run."""

from collections.abc import AsyncIterator

import httpx2
from fastapi import FastAPI
from fastapi.responses import StreamingResponse

app = FastAPI()


async def lines(name: str) -> AsyncIterator[bytes]:
    """Read by the response, once for each request."""
    async with httpx2.AsyncClient() as client, client.stream("GET", f"https://log.example/{name}") as source:
        async for chunk in source.aiter_bytes():
            yield chunk


async def fetch(name: str) -> str:
    """Always builds a client."""
    async with httpx2.AsyncClient() as client:
        return (await client.get(f"https://log.example/{name}")).text


async def fetch_or_guess(name: str) -> str:
    """Builds a client for few names only."""
    if name.startswith("remote-"):
        return await fetch(name)
    return name.upper()


@app.get("/logs/{name}")
async def show_log(name: str) -> StreamingResponse:
    """The generator runs while the response is sent."""
    return StreamingResponse(lines(name))  # expect: FAPI010


@app.get("/tails/{name}")
async def show_tail(name: str) -> StreamingResponse:
    """A generator of its own, in a keyword."""

    async def tail() -> AsyncIterator[bytes]:
        async with httpx2.AsyncClient() as client:
            yield (await client.get(f"https://log.example/{name}")).content

    return StreamingResponse(media_type="text/plain", content=tail())  # expect: FAPI010


@app.get("/texts/{name}")
async def show_text(name: str, raw: bool = False) -> str:
    """Each request that comes to this branch has a client of its own."""
    if raw:
        return await fetch(name)  # expect: FAPI010
    return name


@app.get("/guesses/{name}")
async def show_guess(name: str) -> str:
    """Silent: what the helper does in a branch of its own is rare, for all that can be seen."""
    return await fetch_or_guess(name)


@app.get("/both/{name}")
async def show_both(name: str) -> str:
    """Silent: reported in the path operation that it calls."""
    return name + await show_text(name, raw=True)
