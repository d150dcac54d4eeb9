"""Who undoes what: fixtures that are asked for, tear-downs, helpers; applications of the test's own."""

import unittest
from unittest.mock import patch

import main
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from main import app, create_app, get_db


def test_cleared_by_the_client(client: TestClient) -> None:
    app.dependency_overrides[get_db] = lambda: "a"
    assert client.get("/items/1").json() == "a"


def test_by_module() -> None:
    main.app.dependency_overrides[get_db] = lambda: "b"  # expect: FAPI701


def test_by_update() -> None:
    app.dependency_overrides.update({get_db: lambda: "c"})  # expect: FAPI701


def test_by_assignment() -> None:
    app.dependency_overrides = {get_db: lambda: "d"}  # expect: FAPI701


def test_deleted_on_success() -> None:
    app.dependency_overrides[get_db] = lambda: "e"  # expect: FAPI701
    assert TestClient(app).get("/items/1").json() == "e"
    del app.dependency_overrides[get_db]


def test_shared(shared_app: FastAPI) -> None:
    shared_app.dependency_overrides[get_db] = lambda: "f"  # expect: FAPI701


def test_of_the_client(plain_client: TestClient) -> None:
    plain_client.app.dependency_overrides[get_db] = lambda: "s"  # type: ignore[attr-defined]  # expect: FAPI701


def test_fresh(fresh_app: FastAPI) -> None:
    fresh_app.dependency_overrides[get_db] = lambda: "g"


def test_made_here() -> None:
    own = create_app()
    own.dependency_overrides[get_db] = lambda: "h"


def test_patched() -> None:
    with patch.dict(app.dependency_overrides, {get_db: lambda: "i"}):
        assert TestClient(app).get("/items/1").json() == "i"


def test_exchanged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "dependency_overrides", {})
    app.dependency_overrides[get_db] = lambda: "j"


def test_helper() -> None:
    from conftest import reset_overrides

    app.dependency_overrides[get_db] = lambda: "k"
    try:
        assert TestClient(app).get("/items/1").json() == "k"
    finally:
        reset_overrides()


def test_unknown_fixture(from_a_plugin: object) -> None:
    app.dependency_overrides[get_db] = lambda: "l"


@pytest.mark.parametrize("value", ["m", "n"])
def test_parametrized(value: str) -> None:
    app.dependency_overrides[get_db] = lambda: value  # expect: FAPI701


class TestTornDown(unittest.TestCase):
    def setUp(self) -> None:
        app.dependency_overrides[get_db] = lambda: "o"

    def tearDown(self) -> None:
        app.dependency_overrides.clear()

    def test_item(self) -> None:
        app.dependency_overrides[get_db] = lambda: "p"


class TestLeaking:
    def setup_method(self) -> None:
        app.dependency_overrides[get_db] = lambda: "q"  # expect: FAPI701

    def test_item(self) -> None:
        app.dependency_overrides[get_db] = lambda: "r"  # expect: FAPI701
