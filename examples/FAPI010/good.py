"""One client for the application, built in the lifespan.

Guide: 2. Async/Sync Boundary Management, the driver table's `httpx.AsyncClient`, and Performance Tips, "Use connection
pooling": built once, not per request.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

import httpx
from fastapi import Depends, FastAPI, Request


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Build the client at start-up and close it at shutdown."""
    async with httpx.AsyncClient(base_url="https://rates.example") as client:
        app.state.client = client
        yield


app = FastAPI(lifespan=lifespan)


def get_client(request: Request) -> httpx.AsyncClient:
    """The one client."""
    client: httpx.AsyncClient = request.app.state.client
    return client


@app.get("/rates")
async def rates(client: Annotated[httpx.AsyncClient, Depends(get_client)]) -> dict[str, float]:
    """Use the connections that are open already."""
    answer = await client.get("/latest")
    return dict(answer.json())
