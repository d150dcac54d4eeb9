"""Helpers that look first whether they have it: a client for each key, not for each request."""

import httpx2
from fastapi import FastAPI

app = FastAPI()
pages: dict[str, str] = {}
rates: dict[str, float] = {}


async def page(name: str) -> str:
    """Asks for forgiveness: what stands behind the look-up happens once for each name."""
    try:
        return pages[name]
    except KeyError:
        pass
    async with httpx2.AsyncClient() as client:
        text = (await client.get(f"https://docs.example/{name}")).text
    pages[name] = text
    return text


async def rate(currency: str) -> float:
    """Asks for permission."""
    if currency in rates:
        return rates[currency]
    async with httpx2.AsyncClient() as client:
        rates[currency] = (await client.get(f"https://rates.example/{currency}")).json()["rate"]
    return rates[currency]


def saved(name: str) -> str | None:
    """What an earlier request has left."""
    return pages.get(name)


def keep(name: str, text: str) -> None:
    """For later requests."""
    pages[name] = text


async def saved_page(name: str, refresh: bool = False) -> str:
    """Asks what is saved first, unless it shall not."""
    if not refresh:
        known = saved(name)
        if known:
            print("known", name)
            return known
    text = await fetch(name)
    keep(name, text)
    return text


async def fetch(name: str) -> str:
    """Always builds a client."""
    async with httpx2.AsyncClient() as client:
        return (await client.get(f"https://docs.example/{name}")).text


async def page_or_nothing(name: str) -> str:
    """Looks and keeps nothing, so each miss builds a client."""
    try:
        return pages[name]
    except KeyError:
        pass
    async with httpx2.AsyncClient() as client:
        return (await client.get(f"https://docs.example/{name}")).text


async def own_pages(name: str) -> str:
    """The dictionary is gone after the call."""
    known: dict[str, str] = {}
    if name in known:
        return known[name]
    async with httpx2.AsyncClient() as client:
        known[name] = (await client.get(f"https://docs.example/{name}")).text
    return known[name]


@app.get("/pages/{name}")
async def show(name: str) -> str:
    """Silent."""
    return await page(name)


@app.get("/rates/{currency}")
async def show_rate(currency: str) -> float:
    """Silent."""
    return await rate(currency)


@app.get("/saved/{name}")
async def show_saved(name: str) -> str:
    """Silent."""
    return await saved_page(name)


@app.get("/misses/{name}")
async def show_missing(name: str) -> str:
    """Reported: a client for each page that is not there."""
    return await page_or_nothing(name)  # expect: FAPI010


@app.get("/own/{name}")
async def show_own(name: str) -> str:
    """Reported: nothing outlives the call."""
    return await own_pages(name)  # expect: FAPI010
