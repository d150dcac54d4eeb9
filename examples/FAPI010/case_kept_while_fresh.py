"""What is kept until it is old: a client for each renewal, not for each request."""

import asyncio
import time
from typing import Any

import httpx2
from fastapi import FastAPI

app = FastAPI()
rates: dict[str, dict[str, Any]] = {}
towns: dict[str, dict[str, Any]] = {}
lock = asyncio.Lock()
token: str | None = None
token_ends = 0.0


async def rate(currency: str) -> float:
    """The age is asked together with the key."""
    if currency in rates and time.time() - rates[currency]["at"] < 600:
        return float(rates[currency]["rate"])
    async with httpx2.AsyncClient() as client:
        found = (await client.get(f"https://rates.example/{currency}")).json()
    rates[currency] = {"rate": found["rate"], "at": time.time()}
    return float(found["rate"])


async def town(code: str) -> dict[str, Any]:
    """The age is asked behind the key."""
    if code in towns:
        found = towns[code]
        if found["ends"] > time.time():
            return found
        del towns[code]
    async with httpx2.AsyncClient() as client:
        found = (await client.get(f"https://towns.example/{code}")).json()
    towns[code] = found
    return found


async def locked_town(code: str) -> dict[str, Any]:
    """Looks while it holds a lock, and fills without."""
    async with lock:
        known = towns.get(code)
        if known is not None and known["ends"] > time.time():
            return known
    async with httpx2.AsyncClient() as client:
        found = (await client.get(f"https://towns.example/{code}")).json()
    async with lock:
        towns[code] = found
    return found


async def current_token() -> str:
    """One value without a key."""
    global token, token_ends
    if token and time.time() < token_ends:
        return token
    async with httpx2.AsyncClient() as client:
        token = str((await client.post("https://login.example/token")).json()["token"])
    token_ends = time.time() + 3600
    return token


async def unkept(currency: str) -> float:
    """Asks for the time only, and keeps nothing."""
    if time.time() < token_ends:
        return 0.0
    async with httpx2.AsyncClient() as client:
        return float((await client.get(f"https://rates.example/{currency}")).json()["rate"])


@app.get("/rates/{currency}")
async def show_rate(currency: str) -> float:
    """Silent."""
    return await rate(currency)


@app.get("/towns/{code}")
async def show_town(code: str) -> list[dict[str, Any]]:
    """Silent, both."""
    return [await town(code), await locked_town(code)]


@app.get("/token")
async def show_token() -> str:
    """Silent."""
    return await current_token()


@app.get("/unkept/{currency}")
async def show_unkept(currency: str) -> float:
    """Reported."""
    return await unkept(currency)  # expect: FAPI010
