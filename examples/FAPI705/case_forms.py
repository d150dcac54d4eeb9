"""Both libraries and both clients, other names; what takes an application by right."""

from typing import Any

import httpx
import httpx2
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import AsyncClient as Client

app = FastAPI()


def clients() -> list[Any]:
    return [
        httpx.AsyncClient(app=app),  # expect: FAPI705
        httpx.Client(app=app, base_url="http://test"),  # expect: FAPI705
        httpx2.Client(app=app),  # expect: FAPI705
        Client(
            base_url="http://test",
            app=app,  # expect: FAPI705
        ),
    ]


def right() -> list[Any]:
    return [TestClient(app=app), httpx.ASGITransport(app=app), Client(base_url="http://test")]


class AsyncClient:
    def __init__(self, app: FastAPI) -> None:
        self.app = app


own = AsyncClient(app=app)
