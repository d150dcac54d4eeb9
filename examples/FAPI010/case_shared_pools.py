"""Clients that are given what is dear to make: a transport, a connector or a pool."""

import httpx2
import redis.asyncio as redis
from fastapi import FastAPI, Request

app = FastAPI()
transport = httpx2.AsyncHTTPTransport()
pool = redis.ConnectionPool.from_url("redis://localhost")


@app.get("/inside")
async def inside(request: Request) -> int:
    """Asks the application itself: no connection is made."""
    itself = httpx2.ASGITransport(app=request.app)
    async with httpx2.AsyncClient(transport=itself, base_url="http://inside") as client:
        return (await client.get("/health")).status_code


@app.get("/shared")
async def shared() -> int:
    """The transport has the connections, and stays."""
    return (await httpx2.AsyncClient(transport=transport).get("https://rates.example")).status_code


@app.get("/pooled")
async def pooled() -> str:
    """The pool stays as well."""
    return str(await redis.Redis(connection_pool=pool).get("rate"))


@app.get("/own")
async def own() -> int:
    """A transport for each request has its connections for each request."""
    retrying = httpx2.AsyncHTTPTransport(retries=3)  # expect: FAPI010
    async with httpx2.AsyncClient(transport=retrying) as client:
        return (await client.get("https://rates.example")).status_code


@app.get("/none")
async def none() -> int:
    """None is what the client takes without the argument."""
    async with httpx2.AsyncClient(transport=None) as client:  # expect: FAPI010
        return (await client.get("https://rates.example")).status_code
