"""Guide: Testing Best Practices, whose async test leaves the lifespan out."""

import pytest
from fastapi.testclient import TestClient
from httpx import ASGITransport, AsyncClient
from main import app

client = TestClient(app)  # expect: FAPI706


def test_predict() -> None:
    assert client.get("/predict").json() == "loaded"


@pytest.mark.anyio
async def test_predict_async() -> None:
    transport = ASGITransport(app=app)  # expect: FAPI706
    async with AsyncClient(transport=transport, base_url="http://test") as ac:
        assert (await ac.get("/predict")).json() == "loaded"
