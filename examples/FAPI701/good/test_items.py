"""Guide: Testing Best Practices, "Dependency override pattern", amended: `finally`, `pop`, monkeypatch.

A fixture undoes the override after its `yield`, whatever becomes of the test (FACTS 28 and 84).
"""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from main import app, get_db

client = TestClient(app)


@pytest.fixture
def mock_db() -> Iterator[None]:
    app.dependency_overrides[get_db] = lambda: "mock database"
    yield
    app.dependency_overrides.pop(get_db, None)


@pytest.mark.usefixtures("mock_db")
def test_with_mock_db() -> None:
    assert client.get("/items/1").json() == "mock item"  # fails, and the override is undone


def test_in_finally() -> None:
    app.dependency_overrides[get_db] = lambda: "other database"
    try:
        assert client.get("/items/1").json() == "other database"
    finally:
        app.dependency_overrides.clear()


def test_monkeypatch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.dependency_overrides, get_db, lambda: "third database")
    assert client.get("/items/1").json() == "third database"


def test_real_database() -> None:
    assert client.get("/items/1").json() == "real database"
