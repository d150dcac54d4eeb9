"""Clients of applications with start-up handlers, and of others."""

from fastapi.testclient import TestClient
from main import app, other, silent, third

client = TestClient(app)  # expect: FAPI706
third_client = TestClient(third)  # expect: FAPI706
other_client = TestClient(other)
silent_client = TestClient(silent)


def test_price() -> None:
    """Fail for want of prices."""
    assert client.get("/prices/tea").status_code == 500


def test_price_entered() -> None:
    """The handlers are run."""
    with TestClient(app) as entered:
        assert entered.get("/prices/tea").json() == 3
