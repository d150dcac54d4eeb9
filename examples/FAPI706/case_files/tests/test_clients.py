"""Clients that are entered, in whatever way, and applications that need it not."""

from contextlib import ExitStack

import application.main as main
from application.main import app, logging_app, plain_app, yielding_app
from fastapi.testclient import TestClient
from starlette.testclient import TestClient as Client

plain = TestClient(plain_app)
logs = TestClient(logging_app)


def test_directly() -> None:
    TestClient(app).get("/")  # expect: FAPI706
    Client(app=main.yielding_app).get("/")  # expect: FAPI706


def test_yielding() -> None:
    client = TestClient(yielding_app, raise_server_exceptions=False)  # expect: FAPI706
    client.get("/")


def test_later() -> None:
    client = TestClient(app)
    with client:
        client.get("/")


def test_stack() -> None:
    with ExitStack() as stack:
        client = stack.enter_context(TestClient(app))
        client.get("/")


def test_fixture(entered_by_tests: TestClient) -> None:
    with entered_by_tests:
        entered_by_tests.get("/")


def test_unentered(never_entered: TestClient) -> None:
    never_entered.get("/")
