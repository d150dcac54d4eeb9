"""Names that look like clients that block, and are none: nothing here may be reported.

Asynchronous clients, shadowed modules, objects that are only built, dictionaries.
"""

import functools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace

import httpx
import requests as _requests
from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool

session: dict[str, str] = {"get": "a dictionary"}
URL = httpx.URL("https://example.com")


class requests:  # noqa: N801
    """A class of the project that is called like the library."""

    @staticmethod
    def get(url: str) -> str:
        """Fetch nothing."""
        return url


class Client:
    """A class of the project that is called like that of the library."""

    def get(self, url: str) -> str:
        """Fetch nothing."""
        return url


class Gateway:
    """Keeps an asynchronous client."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def status(self) -> int:
        """Await the answer."""
        return (await self.client.get(URL)).status_code

    def pending(self):
        """Hand out what the caller awaits."""
        return self.client.get(URL)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Open the client."""
    async with httpx.AsyncClient() as client:
        app.state.gateway = Gateway(client)
        app.state.client = client
        yield


app = FastAPI(lifespan=lifespan)


@app.get("/awaited")
async def awaited(request: Request) -> list[int]:
    """Await in all forms."""
    gateway: Gateway = request.app.state.gateway
    client: httpx.AsyncClient = request.app.state.client
    answer = await gateway.pending()
    async with client.stream("GET", URL) as stream:
        size = sum([len(chunk) async for chunk in stream.aiter_bytes()])
    return [await gateway.status(), answer.status_code, size]


@app.get("/class")
async def shadowing_class() -> list[str]:
    """Classes of the project."""
    return [requests.get("https://example.com"), Client().get("https://example.com")]


@app.get("/parameter")
async def shadowing_parameter(httpx: str = "a query parameter") -> str:
    """A parameter that is called like the library."""
    return httpx.strip()


@app.get("/local")
async def shadowing_local() -> str:
    """A local object that is called like the library."""
    requests = SimpleNamespace(get=lambda url: url)
    return requests.get("https://example.com")


@app.get("/dictionary")
async def dictionary() -> str:
    """A dictionary that is called like an object of the library."""
    return session.get("get", "nothing")


@app.get("/built")
async def built() -> str:
    """Requests that are built and not sent."""
    prepared = _requests.Request("GET", "https://example.com").prepare()
    request = httpx.Request("GET", URL)
    return f"{prepared.url} {request.url} {URL.copy_with(path='/')}"


@app.get("/handed-over")
async def handed_over() -> list[int]:
    """Functions and methods that are handed over."""
    shared = _requests.Session
    first = await run_in_threadpool(_requests.get, "https://example.com", timeout=5)
    second = await run_in_threadpool(functools.partial(_requests.get, timeout=5), "https://example.com")
    third = await run_in_threadpool(lambda: shared().get("https://example.com", timeout=5))  # expect: FAPI010
    return [first.status_code, second.status_code, third.status_code]
