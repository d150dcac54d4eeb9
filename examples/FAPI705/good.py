"""Guide: Testing Best Practices, amended: `transport=ASGITransport(app=app)` (FACTS C)."""

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

app = FastAPI()


@app.get("/items/1")
async def read_item() -> str:
    return "item"


@pytest.mark.anyio
async def test_async_endpoint() -> None:
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://test") as ac:
        response = await ac.get("/items/1")
    assert response.status_code == 200
