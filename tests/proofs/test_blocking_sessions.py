"""Proofs for FAPI104 and FAPI109: SQL runs on the event loop's thread, however long the way to it."""

from __future__ import annotations

import smtplib
from importlib import import_module
from typing import TYPE_CHECKING

import requests
from fastapi.testclient import TestClient
from proof_kit import EXAMPLES
from run_cases import Observation, marked_lines

if TYPE_CHECKING:
    import pytest
    from conftest import LoadExample
    from proof_kit import Record

KEY = {"X-API-Key": "k"}


def sql(names: list[str]) -> list[str]:
    """The statements that read and write."""
    return [name for name in names if name in {"SELECT", "INSERT", "UPDATE", "DELETE"}]


def test_sync_session(load_example: LoadExample, record: Record) -> None:
    """FAPI104: handlers, dependencies, helpers and repositories that are coroutines block with a session."""
    record.watch_sqlite()
    observation = Observation(marked_lines(EXAMPLES / "FAPI104" / "bad"))

    def use(example: str) -> None:
        app = load_example("FAPI104", example, "app.main").app
        models, db = import_module("app.models"), import_module("app.db")
        with TestClient(app) as client:
            with db.SessionLocal() as session:
                session.query(models.User).delete()
                session.add(models.User(name="alice", api_key="k"))
                session.commit()
            record.clear()
            record.observe = observation.note
            number = client.post("/items", json={"name": "nail", "stock": 3}, headers=KEY).json()["id"]
            assert client.get("/items/count").json() == 1
            assert client.get("/items/by-name?name=nail").json()["stock"] == 3
            assert client.get(f"/items/{number}").json()["name"] == "nail"
            assert [item["id"] for item in client.get("/items").json()] == [number]
            booked = client.post(f"/items/{number}/bookings?amount=2", headers=KEY)
            assert booked.status_code == 204
            assert client.get(f"/items/{number}").json()["stock"] == 5
            assert client.delete(f"/items/{number}", headers=KEY).status_code == 204
            assert client.get(f"/items/{number}").status_code == 404
            record.observe = None

    use("bad")
    assert (observation.not_seen(), observation.unmarked) == ([], {})
    on_loop = sql(record.on_loop())
    assert on_loop.count("INSERT") == on_loop.count("UPDATE") == on_loop.count("DELETE") == 1
    assert on_loop.count("SELECT") >= 9
    assert sql(record.elsewhere()) == []
    use("good")
    assert sql(record.on_loop()) == []
    assert sql(record.elsewhere()) == on_loop


def rates() -> requests.Response:
    """What the other service answers."""
    response = requests.Response()
    response.status_code = 200
    response._content = b'{"rates": {"USD": "1.1"}}'
    return response


def test_call_chain(load_example: LoadExample, record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAPI109: a chain of plain functions blocks where it ends; in a thread it blocks that thread."""
    record.watch_sqlite()
    record.replace(requests.Session, "send", lambda *_, **__: rates())
    record.replace(smtplib.SMTP, "connect", (220, b"ready"))
    record.replace(smtplib.SMTP, "send_message")
    monkeypatch.setattr(smtplib.SMTP, "__exit__", lambda *_: None)
    observation = Observation(marked_lines(EXAMPLES / "FAPI109" / "bad"))

    def use(example: str) -> None:
        main = load_example("FAPI109", example, "shop.main")
        customer = import_module("shop.models").Customer
        with TestClient(main.app) as client:
            with import_module("shop.db").SessionLocal() as session:
                session.query(customer).delete()
                session.add(customer(email="alice@example.com", key="k"))
                session.commit()
            record.clear()
            record.observe = observation.note
            ordered = client.post("/orders?amount=10", headers={"X-Key": "k"})
            assert float(client.get(f"/orders/{ordered.json()}").json()["amount"]) == 10
            total = client.get(f"/orders/{ordered.json()}/total?currency=USD")
            assert float(total.json()) == 11
            assert client.get("/me", headers={"X-Key": "k"}).json() == "alice@example.com"
            assert client.get("/me", headers={"X-Key": "?"}).status_code == 401
            assert client.get("/about").status_code == 200
            record.observe = None

    def seen(names: list[str]) -> list[str]:
        return [name for name in names if sql([name]) or name in {"send", "connect", "send_message"}]

    use("bad")
    assert (observation.not_seen(), observation.unmarked) == ([], {})
    on_loop = seen(record.on_loop())
    assert set(on_loop) == {"SELECT", "INSERT", "send", "connect", "send_message"}
    assert seen(record.elsewhere()) == []
    use("good")
    assert seen(record.on_loop()) == []
    assert sorted(seen(record.elsewhere())) == sorted(on_loop)


def test_async_session(load_example: LoadExample, record: Record) -> None:
    """FAPI104: what an asynchronous session does, it does on the thread of its driver."""
    record.watch_sqlite()
    with TestClient(load_example("FAPI104", "case_async_session").app) as client:
        record.clear()
        number = client.post("/items/nail").json()
        assert client.get(f"/items/{number}").json() == "nail"
        assert client.get("/names").json() == client.get("/streamed").json() == ["nail"]
        assert client.get("/first-name").json() == "nail"
        assert client.get("/tables").json() == ["items"]
    assert sql(record.on_loop()) == []
    assert {"SELECT", "INSERT"} <= set(record.elsewhere())
