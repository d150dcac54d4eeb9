"""Guide: Testing Best Practices, "Async tests", here without the guide's marker."""

from httpx import ASGITransport, AsyncClient
from main import app


async def test_item() -> None:  # expect: FAPI708
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://test") as client:
        response = await client.get("/items/1")
    assert response.json() == "item"
