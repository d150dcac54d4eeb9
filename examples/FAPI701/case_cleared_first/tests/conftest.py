"""Each test that asks for the application gets it without overrides."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from main import app as application


@pytest.fixture
def app() -> FastAPI:
    application.dependency_overrides = {}
    return application


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return TestClient(app)


@pytest.fixture(scope="module")
def once() -> FastAPI:
    application.dependency_overrides.clear()
    return application
