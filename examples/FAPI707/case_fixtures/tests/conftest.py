"""Clients of both kinds."""

from collections.abc import AsyncIterator, Iterator

import pytest
from application import app
from fastapi.testclient import TestClient
from httpx import ASGITransport, AsyncClient


@pytest.fixture
def client() -> Iterator[TestClient]:
    with TestClient(app) as entered:
        yield entered


@pytest.fixture(name="renamed")
def make_client():
    return TestClient(app)


@pytest.fixture
async def async_client() -> AsyncIterator[AsyncClient]:
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://test") as entered:
        yield entered
