"""Guide: Testing Best Practices, amended: the lifespan runs around the client (FACTS 82)."""

import pytest
from fastapi.testclient import TestClient
from httpx import ASGITransport, AsyncClient
from main import app


def test_predict() -> None:
    with TestClient(app) as client:
        assert client.get("/predict").json() == "loaded"


@pytest.mark.anyio
async def test_predict_async() -> None:
    transport = ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=transport, base_url="http://test") as ac,
    ):
        assert (await ac.get("/predict")).json() == "loaded"
