"""Guide: Testing Best Practices, "Async tests": here with the sync client."""

import pytest
from fastapi.testclient import TestClient
from main import app


@pytest.mark.anyio
async def test_item() -> None:
    client = TestClient(app)
    response = client.get("/items/1")  # expect: FAPI707
    assert response.json() == "item"
