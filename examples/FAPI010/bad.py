"""A client for each request: 50 ms to build it, and a new connection each time.

Guide: 2. Async/Sync Boundary Management, the driver table's `httpx.AsyncClient`; built once it is right, built here it
stops the event loop while it reads certificates.
"""

import httpx
from fastapi import FastAPI

app = FastAPI()


@app.get("/rates")
async def rates() -> dict[str, float]:
    """Build a client, use it once, throw it away."""
    async with httpx.AsyncClient(base_url="https://rates.example") as client:  # expect: FAPI010
        answer = await client.get("/latest")
        return dict(answer.json())
