"""Async and sync tests with clients from fixtures, module level and annotations."""

import pytest
from application import app
from fastapi.testclient import TestClient
from httpx import AsyncClient

pytestmark = pytest.mark.anyio
module_client = TestClient(app)


async def test_fixture(client) -> None:
    assert client.get("/").status_code == 404  # expect: FAPI707
    assert client.post("/").status_code == 404


async def test_renamed(renamed) -> None:
    renamed.delete("/")  # expect: FAPI707


async def test_annotated(client: TestClient) -> None:
    client.put("/", json={})  # expect: FAPI707


async def test_module_level() -> None:
    module_client.request("GET", "/")  # expect: FAPI707


async def test_entered() -> None:
    with TestClient(app) as entered:
        entered.get("/")  # expect: FAPI707


class TestItems:
    async def test_method(self, client: TestClient) -> None:
        client.get("/")  # expect: FAPI707


async def test_async_client(async_client: AsyncClient) -> None:
    assert (await async_client.get("/")).status_code == 404


async def test_websocket(client: TestClient) -> None:
    with client.websocket_connect("/ws") as websocket:
        websocket.send_text("hello")


async def test_nested(client: TestClient) -> None:
    def request() -> int:
        return client.get("/").status_code

    assert callable(request)


async def test_other(cache) -> None:
    cache.get("/", None)


def test_sync(client: TestClient) -> None:
    client.get("/")


async def helper(client: TestClient) -> None:
    client.get("/")
