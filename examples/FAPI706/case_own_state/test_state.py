"""The test sets the state itself, in the lifespan's place."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.testclient import TestClient


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.pool = "pool"
    yield


def test_pool() -> None:
    app = FastAPI(lifespan=lifespan)
    app.state.pool = "mock"
    client = TestClient(app)
    assert client.get("/").status_code == 404
