"""Coroutines that are run together."""

import asyncio

import httpx
from fastapi import FastAPI

app = FastAPI()


async def fetch(place: str) -> int:
    """One client for each call."""
    async with httpx.AsyncClient() as client:
        return (await client.get(f"https://example.com/{place}")).status_code


async def fetch_all(places: list[str]) -> list[int]:
    """A list of coroutines."""
    waiting = [fetch(each) for each in places]
    return await asyncio.gather(*waiting)


@app.get("/listed")
async def listed() -> list[int]:
    """Behind a function."""
    return await fetch_all(["a", "b"])  # expect: FAPI010


@app.get("/generated")
async def generated() -> list[int]:
    """A generator of coroutines."""
    return await asyncio.gather(*(fetch(each) for each in ("a", "b")))  # expect: FAPI010


@app.get("/appended")
async def appended() -> list[int]:
    """A list that grows."""
    waiting = []
    for each in ("a", "b"):
        waiting.append(fetch(each))
    return await asyncio.gather(*waiting)  # expect: FAPI010


@app.get("/one-by-one")
async def one_by_one() -> list[int]:
    """Given one by one, with a limit of time."""
    found = await asyncio.gather(fetch("a"), return_exceptions=False)  # expect: FAPI010
    return [*found, await asyncio.wait_for(fetch("b"), 3)]  # expect: FAPI010
