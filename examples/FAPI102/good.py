"""One asynchronous client for the whole application is awaited; plain handlers keep requests.

Guide: 2. Async/Sync Boundary Management, decision table, "External API calls".
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

import httpx
import requests
from fastapi import Depends, FastAPI, Request
from fastapi.concurrency import run_in_threadpool

WEATHER = "https://weather.example.com"
partner = requests.Session()


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[dict[str, httpx.AsyncClient]]:
    """Open the client once, and close it in the end."""
    async with httpx.AsyncClient(timeout=5) as client:
        yield {"client": client}


app = FastAPI(lifespan=lifespan)


async def get_client(request: Request) -> httpx.AsyncClient:
    """Hand out the one client."""
    return request.state.client


Client = Annotated[httpx.AsyncClient, Depends(get_client)]


@app.get("/weather/{station}")
async def read_weather(station: int, client: Client) -> dict[str, float]:
    """Await the answer."""
    response = await client.get(f"{WEATHER}/stations/{station}")
    response.raise_for_status()
    return response.json()


@app.get("/entries/{number}")
async def read_entry(number: int, client: Client) -> dict[str, float]:
    """Await the answer."""
    response = await client.get(f"https://catalogue.example.com/entries/{number}")
    return response.json()


@app.post("/orders/{number}", status_code=202)
def announce_order(number: int) -> int:
    """A plain handler runs in the threadpool."""
    response = partner.post(
        "https://partner.example.com/orders",
        json={"number": number},
        timeout=5,
    )
    return response.status_code


@app.get("/status")
async def read_status() -> str:
    """Hand the function over."""
    answer = await run_in_threadpool(requests.get, f"{WEATHER}/status", timeout=5)
    return answer.headers["X-Status"]
