"""Proofs for FAPI009, FAPI010, FAPI208, FAPI806, FAPI807, FAPI809: what each request or row does anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import joblib
import pydantic_settings
import pytest
import sqlalchemy
from fastapi.testclient import TestClient

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import LoadExample

REQUESTS = 3


def counting(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, result: Any = None) -> list[object]:
    """Note each call of a function or method, which is made all the same unless ``result`` stands in."""
    calls: list[object] = []
    original: Callable[..., Any] = getattr(owner, name)

    def noted(*arguments: Any, **keywords: Any) -> Any:
        calls.append(name)
        return original(*arguments, **keywords) if result is None else result

    monkeypatch.setattr(owner, name, noted)
    return calls


@pytest.mark.parametrize(("example", "pools"), [("bad", REQUESTS), ("good", 1)])
def test_engine_per_request(load_example: LoadExample, example: str, pools: int) -> None:
    """FAPI009: each engine has a pool of its own, with connections that no other request uses."""
    seen: list[object] = []

    def note(connection: Any, record: Any, proxy: Any) -> None:
        # The objects are kept, so that no two pools can have the same identity.
        if not any(proxy._pool is each for each in seen):
            seen.append(proxy._pool)

    sqlalchemy.event.listen(sqlalchemy.pool.Pool, "checkout", note)
    try:
        with TestClient(load_example("FAPI009", example, "main").app) as client:
            for _ in range(REQUESTS):
                assert client.get("/items").json() == 1
    finally:
        sqlalchemy.event.remove(sqlalchemy.pool.Pool, "checkout", note)
    assert len(seen) == pools


@pytest.mark.parametrize(("example", "built"), [("bad", REQUESTS), ("good", 1)])
def test_client_per_request(
    load_example: LoadExample, monkeypatch: pytest.MonkeyPatch, example: str, built: int
) -> None:
    """FAPI010: each client reads the certificates again, in a coroutine."""
    app = load_example("FAPI010", example).app

    async def answer(client: httpx.AsyncClient, path: str) -> httpx.Response:
        return httpx.Response(200, json={"EUR": 1.0})

    monkeypatch.setattr(httpx.AsyncClient, "get", answer)
    contexts = counting(monkeypatch, httpx._transports.default, "create_ssl_context")
    with TestClient(app) as client:
        for _ in range(REQUESTS):
            assert client.get("/rates").json() == {"EUR": 1.0}
    assert len(contexts) == built


@pytest.mark.parametrize(("example", "loads"), [("bad", REQUESTS), ("good", 1)])
def test_model_loaded_per_request(
    load_example: LoadExample, monkeypatch: pytest.MonkeyPatch, example: str, loads: int
) -> None:
    """FAPI208: the model is read from its file for each request."""
    loaded = counting(monkeypatch, joblib, "load", result="the model")
    with TestClient(load_example("FAPI208", example, "main").app) as client:
        for _ in range(REQUESTS):
            assert client.post("/predict", json=[1.0]).json() == "the model [1.0]"
    assert len(loaded) == loads


def test_environment_read_per_request(load_example: LoadExample, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAPI806: what is missing shows at the first request, and what changes meanwhile takes effect."""
    monkeypatch.delenv("UPLOAD_BUCKET", raising=False)
    with TestClient(load_example("FAPI806", "bad").app) as client:  # it starts all the same
        with pytest.raises(KeyError, match="UPLOAD_BUCKET"):
            client.get("/where")
        monkeypatch.setenv("UPLOAD_BUCKET", "first")
        assert client.get("/where").json() == "first eu"
        monkeypatch.setenv("UPLOAD_BUCKET", "second")
        assert client.get("/where").json() == "second eu"
    with TestClient(load_example("FAPI806", "good").app) as client:
        assert client.get("/where").json() == "second eu"
        monkeypatch.setenv("UPLOAD_BUCKET", "third")
        assert client.get("/where").json() == "second eu"


@pytest.mark.parametrize(("example", "is_read_again"), [("bad", True), ("good", False)])
def test_settings_per_request(
    load_example: LoadExample, monkeypatch: pytest.MonkeyPatch, example: str, is_read_again: bool
) -> None:
    """FAPI807: each time the environment is read and validated again."""
    app = load_example("FAPI807", example, "main").app
    reads = counting(monkeypatch, pydantic_settings.EnvSettingsSource, "__call__")
    with TestClient(app) as client:
        assert client.get("/debug").json() is False
        first = len(reads)
        assert first > 0
        assert client.get("/debug").json() is False
    assert (len(reads) > first) is is_read_again


@pytest.mark.parametrize(("example", "statements"), [("bad", (31, 31)), ("good", (2, 2))])
def test_query_in_loop(load_example: LoadExample, example: str, statements: tuple[int, int]) -> None:
    """FAPI809: 1 + N statements for N rows, against two."""
    module = load_example("FAPI809", example)
    module.Base.metadata.create_all(module.engine)
    with module.Session(module.engine) as session:
        customers = [module.Customer(name=f"customer {number}") for number in range(30)]
        session.add_all(customers)
        session.flush()
        session.add_all([module.Order(customer_id=customer.id) for customer in customers])
        session.commit()
    sent: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *others: Any) -> None:
        sent.append(statement)

    sqlalchemy.event.listen(module.engine, "before_cursor_execute", note)
    with TestClient(module.app) as client:
        orders = client.get("/orders").json()
        assert [order["customer"] for order in orders] == [f"customer {number}" for number in range(30)]
        of_orders = len(sent)
        assert client.get("/customers").json() == {f"customer {number}": 1 for number in range(30)}
    assert (of_orders, len(sent) - of_orders) == statements
    module.engine.dispose()
