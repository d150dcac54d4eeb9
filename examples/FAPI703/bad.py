"""Overrides that FastAPI cannot call as a dependency.

Guide: Testing Best Practices, "Dependency override pattern"; the guide's value is a function.
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


def test_called() -> Any:
    app.dependency_overrides[get_db] = override_get_db()  # expect: FAPI703
    try:
        return read()
    finally:
        app.dependency_overrides.clear()


def test_object() -> Any:
    app.dependency_overrides[get_db] = Database()  # expect: FAPI703
    try:
        return read()
    finally:
        app.dependency_overrides.clear()


def test_none() -> Any:
    app.dependency_overrides[get_db] = None  # expect: FAPI703
    try:
        return read()
    finally:
        app.dependency_overrides.clear()


def test_mock() -> Any:
    app.dependency_overrides[get_db] = Mock(return_value=Database())  # expect: FAPI703
    try:
        return read()
    finally:
        app.dependency_overrides.clear()


def test_managed() -> Any:
    app.dependency_overrides[get_db] = managed_db  # expect: FAPI703
    try:
        return read()
    finally:
        app.dependency_overrides.clear()
