"""HTTP clients that wait for the answer in a coroutine: the event loop waits with them.

Guide: 2. Async/Sync Boundary Management, decision table, "External API calls".
"""

import urllib.request

import httpx
import requests
from fastapi import FastAPI

app = FastAPI()
WEATHER = "https://weather.example.com"
partner = requests.Session()
catalogue = httpx.Client(base_url="https://catalogue.example.com", timeout=5)


@app.get("/weather/{station}")
async def read_weather(station: int) -> dict[str, float]:
    """Ask with requests."""
    response = requests.get(f"{WEATHER}/stations/{station}", timeout=5)  # expect: FAPI102
    response.raise_for_status()
    return response.json()


@app.get("/entries/{number}")
async def read_entry(number: int) -> dict[str, float]:
    """Ask with a client of httpx that is shared."""
    response = catalogue.get(f"/entries/{number}")  # expect: FAPI102
    return response.json()


@app.post("/orders/{number}", status_code=202)
async def announce_order(number: int) -> int:
    """Ask with a session of requests that is shared."""
    response = partner.post(  # expect: FAPI102
        "https://partner.example.com/orders",
        json={"number": number},
        timeout=5,
    )
    return response.status_code


@app.get("/status")
async def read_status() -> str:
    """Ask with the standard library."""
    answer = urllib.request.urlopen(f"{WEATHER}/status", timeout=5)  # expect: FAPI102
    return answer.headers["X-Status"]
