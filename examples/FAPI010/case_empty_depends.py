"""Classes that are depended on by their annotation only: ``Depends()`` without an argument."""

from typing import Annotated

import httpx
from fastapi import Depends, FastAPI

app = FastAPI()


class Weather:
    """Is made for each request."""

    def __init__(self) -> None:
        self.client = httpx.Client()  # expect: FAPI010

    def today(self) -> str:
        """Ask the service."""
        return self.client.get("https://weather.example").text


class Rates:
    """Likewise."""

    def __init__(self, currency: str = "EUR") -> None:
        self.currency = currency
        self.client = httpx.AsyncClient()  # expect: FAPI010


class Shared:
    """Is made once, at import."""

    def __init__(self) -> None:
        self.client = httpx.AsyncClient()


RatesOfRequest = Annotated[
    Rates,
    Depends(),
]

shared = Shared()


@app.get("/weather")
def weather(service: Weather = Depends()) -> str:
    """Has a service of its own."""
    return service.today()


@app.get("/rates")
async def rates(service: RatesOfRequest) -> str:
    """Has one by an alias."""
    return (await service.client.get("https://rates.example")).text


@app.get("/news")
async def news() -> str:
    """Uses what all requests share."""
    return (await shared.client.get("https://news.example")).text
