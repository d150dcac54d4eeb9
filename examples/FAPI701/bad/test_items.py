"""Guide: Testing Best Practices, "Dependency override pattern".

The guide clears the overrides after the request: that line is not reached when something fails.
"""

from fastapi.testclient import TestClient
from main import app, get_db

client = TestClient(app)


def test_with_mock_db() -> None:
    def override_get_db() -> str:
        return "mock database"

    app.dependency_overrides[get_db] = override_get_db  # expect: FAPI701
    response = client.get("/items/1")
    assert response.json() == "mock item"  # fails: the last line is not reached
    app.dependency_overrides.clear()


def test_forgotten() -> None:
    app.dependency_overrides[get_db] = lambda: "other database"  # expect: FAPI701
    assert client.get("/items/1").json() == "other database"


def test_real_database() -> None:
    assert client.get("/items/1").json() == "real database"
