"""The overrides of one application are taken back in the other one."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from main import api, app, get_db


@pytest.fixture
def client() -> Iterator[TestClient]:
    api.dependency_overrides.update({get_db: lambda: "test database"})  # expect: FAPI701
    yield TestClient(app)
    app.dependency_overrides.clear()


@pytest.fixture
def other_client() -> Iterator[TestClient]:
    from main import app as server

    api.dependency_overrides[get_db] = lambda: "test database"  # expect: FAPI701
    yield TestClient(server)
    server.dependency_overrides = {}


@pytest.fixture
def right_client() -> Iterator[TestClient]:
    api.dependency_overrides[get_db] = lambda: "test database"
    yield TestClient(app)
    api.dependency_overrides.clear()


def test_items(client: TestClient) -> None:
    assert client.get("/api/items/1").json() == "test database"
