"""Guide: Testing Best Practices, "Async tests", with the marker of the plugin that FastAPI brings along."""

import pytest
from httpx import ASGITransport, AsyncClient
from main import app


@pytest.mark.anyio
async def test_item() -> None:
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://test") as client:
        response = await client.get("/items/1")
    assert response.json() == "item"
