"""Proofs for FAPI101 to FAPI103, FAPI107 and FAPI108: the blocking call runs on the event loop's thread."""

from __future__ import annotations

import asyncio
import hashlib
import smtplib
import time
import urllib.request
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from unittest.mock import MagicMock

import asyncpg
import httpx
import psycopg2
import pytest
import requests
from botocore.client import BaseClient
from celery import Task
from celery.result import AsyncResult
from fastapi.testclient import TestClient
from replaced_services import replace_bcrypt

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from conftest import LoadExample
    from proof_kit import Record


def test_sleep(load_example: LoadExample, record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAPI101: `time.sleep` stops the loop; `asyncio.sleep` lets it serve the next request."""
    bad = load_example("FAPI101", "bad")
    record.replace(time, "sleep", lambda seconds: bad.jobs.update({2: "done"}))
    with TestClient(bad.app) as client:
        assert client.get("/jobs/1?attempts=4").json() == "done"
        bad.jobs[2] = "running"
        assert client.get("/jobs/2").json() == "done"
    assert record.on_loop() == ["sleep", "sleep"]

    record.clear()
    good = load_example("FAPI101", "good")
    served = asyncio.Event()
    pause = asyncio.sleep

    async def until_another_request_is_served(seconds: float) -> None:
        await (served.wait() if seconds else pause(0))
        good.jobs[2] = "done"

    async def two_requests() -> list[str]:
        async def first() -> str:
            return (await client.get("/jobs/2")).json()

        async def second() -> str:
            response = await client.get("/jobs/1")
            served.set()
            return response.json()

        transport = httpx.ASGITransport(app=good.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return list(await asyncio.gather(first(), second()))

    monkeypatch.setattr(good.asyncio, "sleep", until_another_request_is_served)
    assert asyncio.run(two_requests()) == ["done", "done"]
    assert record.on_loop() == []


def answer() -> requests.Response:
    """What another service answers to requests."""
    response = requests.Response()
    response.status_code = 200
    response._content = b'{"value": 1.5}'
    response.headers["X-Status"] = "fine"
    return response


REQUESTS = [("GET", "/weather/1"), ("GET", "/entries/1"), ("POST", "/orders/1"), ("GET", "/status")]


def test_http(load_example: LoadExample, record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAPI102: synchronous clients send from the loop; the cures send from threads, or await."""
    record.replace(requests.Session, "send", lambda *_, **__: answer())
    record.replace(httpx.HTTPTransport, "handle_request", lambda *_: httpx.Response(200, json={"value": 1.5}))
    record.replace(urllib.request, "urlopen", lambda *_, **__: answer())
    bad = load_example("FAPI102", "bad")
    with TestClient(bad.app) as client:
        answers = [client.request(method, path).json() for method, path in REQUESTS]
    assert answers == [{"value": 1.5}, {"value": 1.5}, 200, "fine"]
    assert record.on_loop() == ["send", "handle_request", "send", "urlopen"]

    record.clear()
    awaited: list[str] = []

    async def handle(transport: object, request: httpx.Request) -> httpx.Response:
        awaited.append(request.url.host)
        return httpx.Response(200, json={"value": 1.5})

    monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", handle)
    good = load_example("FAPI102", "good")
    with TestClient(good.app) as client:
        assert [client.request(method, path).json() for method, path in REQUESTS] == answers
    assert awaited == ["weather.example.com", "catalogue.example.com"]
    assert (record.on_loop(), record.elsewhere()) == ([], ["send", "send"])


def test_database_driver(load_example: LoadExample, record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAPI103: psycopg2 connects and queries on the loop; the cures do so in threads, or await."""
    cursor = MagicMock()
    cursor.fetchone.return_value = (1, "alice")
    connection = MagicMock(cursor=lambda: cursor)
    record.replace(psycopg2, "connect", lambda _: connection)
    record.replace(cursor, "execute")
    bad = load_example("FAPI103", "bad")
    with TestClient(bad.app) as client:
        assert client.get("/users/1").json() == [1, "alice"]
    assert record.on_loop() == ["connect", "execute"]

    record.clear()

    class Pool:
        async def fetchrow(self, query: str, user_id: int) -> dict[str, Any]:
            return {"id": user_id, "name": "alice"}

    @asynccontextmanager
    async def create_pool(dsn: str) -> AsyncIterator[Pool]:
        yield Pool()

    monkeypatch.setattr(asyncpg, "create_pool", create_pool)
    good = load_example("FAPI103", "good")
    with TestClient(good.app) as client:
        assert client.get("/users/1").json() == {"id": 1, "name": "alice"}
        assert client.get("/offloaded-users/1").json() == [1, "alice"]
        assert client.get("/plain-users/1").json() == [1, "alice"]
    assert (record.on_loop(), record.elsewhere()) == ([], ["connect", "execute"] * 2)


@pytest.mark.filterwarnings("ignore:Task name .* is already registered")
def test_clients(load_example: LoadExample, record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAPI107: queue, bucket and mail server are asked on the loop; the cures ask from threads."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "unset")
    record.replace(Task, "apply_async", lambda *_, **__: SimpleNamespace(id="1"))
    record.replace(AsyncResult, "ready", True)
    record.replace(BaseClient, "_make_api_call", {})
    record.replace(smtplib.SMTP, "connect", (220, b"ready"))
    record.replace(smtplib.SMTP, "send_message")
    monkeypatch.setattr(smtplib.SMTP, "__exit__", lambda *_: None)
    expected = ["_make_api_call", "apply_async", "connect", "send_message", "ready"]

    def use(example: str) -> None:
        record.clear()
        with TestClient(load_example("FAPI107", example, "main").app) as client:
            uploaded = client.post("/videos", files={"file": b"content"})
            assert uploaded.json() == {"task_id": "1"}
            status = client.get("/videos/8a6e0804-2bd0-4672-b79d-d97027f9071a")
            assert status.json() == {"ready": True}
            assert client.get("/forms/1").json()["fields"]["key"] == "1.video"

    use("bad")
    assert (record.on_loop(), record.elsewhere()) == (expected, [])
    use("good")
    assert (record.on_loop(), record.elsewhere()) == ([], expected)


@pytest.mark.filterwarnings("ignore:.*use of fork.*:DeprecationWarning")
def test_cpu(load_example: LoadExample, record: Record) -> None:
    """FAPI108: passwords are hashed on the loop; the cures hash in threads and processes."""
    replace_bcrypt(record)
    record.watch(hashlib, "pbkdf2_hmac")

    def use(example: str) -> str:
        record.clear()
        with TestClient(load_example("FAPI108", example).app) as client:
            assert client.post("/users/alice", json={"password": "secret"}).status_code == 201
            assert client.post("/sessions/alice", json={"password": "secret"}).json() == "alice"
            assert client.post("/sessions/alice", json={"password": "guess"}).status_code == 401
            return client.get("/keys/7").json()

    key = use("bad")
    assert (record.on_loop(), record.elsewhere()) == (["hashpw", "checkpw", "checkpw", "pbkdf2_hmac"], [])
    assert use("good") == key
    assert record.on_loop() == []
    assert record.elsewhere() == ["hashpw", "checkpw", "checkpw"], "the key is derived in another process"
