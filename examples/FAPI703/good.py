"""Functions in the place of dependencies.

Guide: Testing Best Practices, "Dependency override pattern", with `finally`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any
from unittest.mock import Mock

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient


class Database:
    """What a path operation uses."""

    name = "mock"


def get_db() -> Database:
    return Database()


app = FastAPI()


@app.get("/items/1")
def read_item(db: Annotated[Database, Depends(get_db)]) -> str:
    return db.name


def override_get_db() -> Iterator[Database]:
    yield Database()


@contextmanager
def managed_db() -> Iterator[Database]:
    yield Database()


def read() -> Any:
    return TestClient(app).get("/items/1")


def test_generator() -> Any:
    app.dependency_overrides[get_db] = override_get_db
    try:
        return read()
    finally:
        app.dependency_overrides.clear()


def test_lambda() -> Any:
    mock = Mock(wraps=Database())
    mock.name = "mock"
    app.dependency_overrides[get_db] = lambda: mock
    try:
        return read()
    finally:
        app.dependency_overrides.clear()
