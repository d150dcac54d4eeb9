"""The fixture of the conftest above undoes this."""

from main import app, get_db


def test_item() -> None:
    app.dependency_overrides[get_db] = lambda: "a"
