"""Clients for the tests: one is entered by them, one by nobody."""

import pytest
from application.main import app, create_app
from fastapi import FastAPI
from fastapi.testclient import TestClient


@pytest.fixture
def entered_by_tests() -> TestClient:
    return TestClient(app)


@pytest.fixture
def made_for_tests() -> FastAPI:
    return create_app()


@pytest.fixture
def of_a_fixture(made_for_tests: FastAPI) -> TestClient:
    return TestClient(made_for_tests)  # expect: FAPI706


@pytest.fixture
def never_entered() -> TestClient:
    return TestClient(create_app())  # expect: FAPI706
