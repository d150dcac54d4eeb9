"""The override is found under the dependency's own function.

Guide: Testing Best Practices, "Dependency override pattern", with `finally`.
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


def test_right() -> Any:
    app.dependency_overrides[get_db] = override_get_db
    return read()
