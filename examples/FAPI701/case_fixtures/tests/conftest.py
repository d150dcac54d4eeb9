"""Fixtures for all tests: one leaks, the others do not."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from main import app, get_db, get_user

app.dependency_overrides[get_user] = lambda: "tester"  # meant for all tests


@pytest.fixture
def leaking() -> TestClient:
    app.dependency_overrides[get_db] = lambda: "leaked"  # expect: FAPI701
    return TestClient(app)


@pytest.fixture(scope="session", autouse=True)
def whole_session() -> None:
    app.dependency_overrides[get_db] = lambda: "session"


@pytest.fixture
def client() -> Iterator[TestClient]:
    yield TestClient(app)
    app.dependency_overrides.clear()


@pytest.fixture
def finalized(request: pytest.FixtureRequest) -> None:
    app.dependency_overrides[get_db] = lambda: "finalized"
    request.addfinalizer(app.dependency_overrides.clear)


@pytest.fixture
def fresh_app() -> FastAPI:
    return FastAPI()


@pytest.fixture
def shared_app() -> FastAPI:
    return app


@pytest.fixture
def plain_client(shared_app: FastAPI) -> TestClient:
    return TestClient(shared_app)


@pytest.fixture
def given_back() -> Iterator[None]:
    app.dependency_overrides[get_db] = lambda: "given back"
    yield
    app.dependency_overrides[get_db] = get_db


@pytest.fixture(autouse=True)
def each_test() -> None:
    app.dependency_overrides[get_user] = lambda: "anew for each test"


@contextmanager
def overridden(value: str) -> Iterator[None]:
    app.dependency_overrides[get_db] = lambda: value  # expect: FAPI701
    yield
    app.dependency_overrides.clear()


@contextmanager
def safely_overridden(value: str) -> Iterator[None]:
    app.dependency_overrides[get_db] = lambda: value
    try:
        yield
    finally:
        app.dependency_overrides.clear()


def reset_overrides() -> None:
    app.dependency_overrides.clear()
