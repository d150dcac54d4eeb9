"""Overrides that the next test does not get, and one that it does."""

from fastapi import FastAPI
from fastapi.testclient import TestClient
from main import get_db


def test_cleared_before_the_next(app: FastAPI, client: TestClient) -> None:
    app.dependency_overrides[get_db] = lambda: "fake"
    assert client.get("/items/1").json() == "fake"


def test_cleared_for_the_file_only(once: FastAPI) -> None:
    once.dependency_overrides[get_db] = lambda: "fake"  # expect: FAPI701
    assert TestClient(once).get("/items/1").json() == "fake"
