"""Proofs for FAPI112 to FAPI116: loops in loops, calls instead of functions, coroutines and tasks adrift."""

from __future__ import annotations

import asyncio
import gc
import time
import weakref
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from fastapi.dependencies import utils
from fastapi.testclient import TestClient

if TYPE_CHECKING:
    from types import ModuleType

    from conftest import LoadExample
    from proof_kit import Record

NEVER_AWAITED = "ignore:coroutine .* was never awaited:RuntimeWarning"


@pytest.mark.filterwarnings(NEVER_AWAITED)
@pytest.mark.parametrize("path", ["/run/3", "/loop/3", "/anyio/3"])
def test_nested_loop(load_example: LoadExample, path: str) -> None:
    """FAPI112: starting a loop on a running one raises."""
    raises = pytest.raises(RuntimeError, match=r"(?i)running event loop|already running")
    with TestClient(load_example("FAPI112", "bad").app) as client, raises:
        client.get(path)
    with TestClient(load_example("FAPI112", "good").app) as client:
        assert client.get(path).json() == 6


@pytest.mark.parametrize("path", ["/users/7", "/customers/7", "/guests/7", "/staff/7"])
def test_called_instead_of_offloaded(load_example: LoadExample, record: Record, path: str) -> None:
    """FAPI113: the function runs on the loop, and the thread then has nothing that it could call."""
    record.replace(time, "sleep")
    bad = load_example("FAPI113", "bad").app
    with TestClient(bad) as client, pytest.raises(TypeError, match="callable"):
        client.get(path)
    assert (record.on_loop(), record.elsewhere()) == (["sleep"], [])

    record.clear()
    with TestClient(load_example("FAPI113", "good").app) as client:
        assert client.get(path).json() == f"{path.split('/')[1]} 7"
    assert (record.on_loop(), record.elsewhere()) == ([], ["sleep"])


@pytest.mark.parametrize("path", ["/threadpool/1", "/threads/1"])
def test_offloaded_coroutine(load_example: LoadExample, path: str) -> None:
    """FAPI113: a coroutine function in a thread gives a coroutine, which never runs."""
    module = load_example("FAPI113", "case_coroutines")
    with TestClient(module.app) as client:
        with pytest.warns(RuntimeWarning, match="never awaited"):
            stored = client.post(path).json()
        assert stored == 0
        assert module.stored == []
        assert client.post("/awaited/1").json() == 3


@pytest.mark.filterwarnings(NEVER_AWAITED)
def test_missing_await(load_example: LoadExample) -> None:
    """FAPI114: a coroutine is true, does nothing, and is no data."""
    bad = load_example("FAPI114", "bad")
    with TestClient(bad.app, raise_server_exceptions=False) as client:
        assert client.get("/roles/mallory").json() == "ADMIN"
        assert client.post("/users/bob").status_code == 201
        assert bad.audit == []
        assert client.get("/users/bob").status_code == 500
        assert client.post("/uploads", files={"file": b"content"}).status_code == 500
        assert client.post("/predictions?value=2").status_code == 500

    good = load_example("FAPI114", "good")
    with TestClient(good.app) as client:
        assert client.get("/roles/mallory").json() == "USER"
        assert client.get("/roles/alice").json() == "ADMIN"
        assert client.post("/users/bob").status_code == 201
        assert good.audit == ["created bob"]
        assert client.get("/users/bob").json() == {"name": "bob", "admin": False}
        assert client.post("/uploads", files={"file": b"content"}).json() == 7
        assert client.post("/predictions?value=2").json() == 4


async def task_survives(module: ModuleType, path: str) -> bool:
    """Whether the task of a request is still there after the garbage was collected.

    What the task waits for is known to nobody else: a timer or a socket would hold the task by
    chance. Nothing but the application can hold it here.
    """
    started: list[weakref.ref[asyncio.Task[Any]]] = []

    async def wait_for_ever(order: int) -> None:
        task = asyncio.current_task()
        assert task is not None
        started.append(weakref.ref(task))
        del task
        await asyncio.get_running_loop().create_future()

    module.send_receipt = wait_for_ever
    transport = httpx.ASGITransport(app=module.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        response = await client.post(path)
    assert response.status_code == 202
    await asyncio.sleep(0)
    assert len(started) == 1, "the task has begun"
    gc.collect()
    return started[0]() is not None


@pytest.mark.parametrize("path", ["/orders/1", "/refunds/1"])
def test_dangling_task_is_collected(load_example: LoadExample, path: str) -> None:
    """FAPI115: a task that nothing holds is collected before it is done."""
    destroyed: list[str] = []

    async def survives(module: ModuleType) -> bool:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, context: destroyed.append(context["message"]))
        return await task_survives(module, path)

    assert asyncio.run(survives(load_example("FAPI115", "bad"))) is False
    assert destroyed == ["Task was destroyed but it is pending!"]
    destroyed.clear()
    if path.startswith("/orders"):
        assert asyncio.run(survives(load_example("FAPI115", "good"))) is True
    assert destroyed == []


def test_held_task_is_done(load_example: LoadExample) -> None:
    """FAPI115: the cures send what they have to."""
    good = load_example("FAPI115", "good")
    with TestClient(good.app) as client:
        assert client.post("/refunds/2").status_code == 202
        assert client.post("/orders/1").status_code == 202
        while good.running:
            client.get("/")
    assert sorted(good.outbox) == ["receipt -2", "receipt 1"]


def test_sync_dependency(load_example: LoadExample, record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAPI116: a plain dependency is sent to a thread; a coroutine is called where FastAPI is."""
    sent: list[str] = []
    original = utils.run_in_threadpool

    async def run_in_threadpool(function: Any, *arguments: Any, **keywords: Any) -> Any:
        def noted() -> Any:
            record.note(function.__name__)
            return function(*arguments, **keywords)

        sent.append(function.__name__)
        return await original(noted)

    monkeypatch.setattr(utils, "run_in_threadpool", run_in_threadpool)

    def use(example: str) -> None:
        with TestClient(load_example("FAPI116", example).app) as client:
            response = client.get("/items?skip=2&limit=1", headers={"Accept-Language": "de, en"})
        assert response.json() == {"de": ["item 2"]}

    use("bad")
    assert sorted(sent) == sorted(record.elsewhere()) == ["language", "pagination"]
    sent.clear()
    use("good")
    assert sent == []
