"""Guide: Testing Best Practices, the async test as the guide has it."""

import pytest
from fastapi import FastAPI
from httpx import AsyncClient

app = FastAPI()


@app.get("/items/1")
async def read_item() -> str:
    return "item"


@pytest.mark.anyio
async def test_async_endpoint() -> None:
    async with AsyncClient(app=app, base_url="http://test") as ac:  # expect: FAPI705
        response = await ac.get("/items/1")
    assert response.status_code == 200
