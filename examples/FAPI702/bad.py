"""Overrides under keys that no dependency has: the tests run against the real database.

Guide: Testing Best Practices, "Dependency override pattern"; the guide's key is the function.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient


def get_db() -> Iterator[str]:
    yield "real database"


Database = Annotated[str, Depends(get_db)]
app = FastAPI()


@app.get("/items/1")
def read_item(db: Database) -> str:
    return db


def override_get_db() -> str:
    return "mock database"


def read() -> Any:
    try:
        return TestClient(app).get("/items/1").json()
    finally:
        app.dependency_overrides.clear()


def test_called() -> Any:
    app.dependency_overrides[get_db()] = override_get_db  # expect: FAPI702
    return read()


def test_named() -> Any:
    app.dependency_overrides["get_db"] = override_get_db  # expect: FAPI702
    return read()


def test_declared() -> Any:
    app.dependency_overrides[Depends(get_db)] = override_get_db  # expect: FAPI702
    return read()


def test_annotated() -> Any:
    app.dependency_overrides[Database] = override_get_db  # expect: FAPI702
    return read()
