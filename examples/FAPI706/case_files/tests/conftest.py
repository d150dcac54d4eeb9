"""Clients for the tests: one is entered by them, one by nobody."""

import pytest
from application.main import app, create_app
from fastapi.testclient import TestClient


@pytest.fixture
def entered_by_tests() -> TestClient:
    return TestClient(app)


@pytest.fixture
def never_entered() -> TestClient:
    return TestClient(create_app())  # expect: FAPI706
