"""All tests in one module of that name."""

from fastapi.testclient import TestClient
from main import app, name

client = TestClient(app)


def test_name() -> None:
    """The override stays."""
    app.dependency_overrides[name] = lambda: "fake"  # expect: FAPI701
    assert client.get("/").json() == "fake"
