"""Clients that a lifespan keeps in lists and dictionaries, and closes in a loop or not at all."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
from fastapi import FastAPI

HOSTS = ("https://a.example", "https://b.example")


@asynccontextmanager
async def lists(app: FastAPI) -> AsyncIterator[dict[str, Any]]:
    """Silent: made in comprehensions, closed in a loop."""
    clients = [httpx2.AsyncClient(base_url=host) for host in HOSTS]
    try:
        yield {"clients": clients}
    finally:
        for client in clients:
            await client.aclose()


@asynccontextmanager
async def dictionaries(app: FastAPI) -> AsyncIterator[None]:
    """Silent: by their values, or with their keys."""
    app.state.first = {"a": httpx2.AsyncClient()}
    app.state.second = {host: httpx2.AsyncClient(base_url=host) for host in HOSTS}
    try:
        yield
    finally:
        for client in app.state.first.values():
            await client.aclose()
        for host, client in app.state.second.items():
            print("closing", host)
            await client.aclose()


@asynccontextmanager
async def forgotten(app: FastAPI) -> AsyncIterator[None]:
    """Reported: the loop looks at them only, and the other list is emptied."""
    app.state.clients = [httpx2.AsyncClient(base_url=host) for host in HOSTS]  # expect: FAPI206
    app.state.others = {host: httpx2.AsyncClient(base_url=host) for host in HOSTS}  # expect: FAPI206
    yield
    for client in app.state.clients:
        print(client.base_url)
    app.state.others.clear()


with_lists = FastAPI(lifespan=lists)
with_dictionaries = FastAPI(lifespan=dictionaries)
with_forgotten = FastAPI(lifespan=forgotten)
