"""Proofs for FAPI401 to FAPI409: background tasks that are lost, late or dead, and Celery's surprises."""

from __future__ import annotations

import asyncio
import time
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from fastapi.testclient import TestClient
from starlette.requests import ClientDisconnect

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from conftest import LoadExample

NEVER_AWAITED = "ignore:coroutine .* was never awaited:RuntimeWarning"
ADDRESS = {"email": "ann@example.com"}


class Exchange:
    """One request, answered as a server does: behind the response there is only a disconnect."""

    def __init__(self, app: Any, path: str, body: bytes = b"", content_type: str = "text/plain") -> None:
        self.app = app
        self.body = body
        self.sent: list[str] = []
        self.status = 0
        self.is_answered = asyncio.Event()
        headers = [(b"content-type", content_type.encode()), (b"content-length", str(len(body)).encode())]
        self.scope = {
            "type": "http", "http_version": "1.1", "method": "POST", "path": path, "raw_path": path.encode(),
            "query_string": b"", "headers": headers, "scheme": "http", "root_path": "",
            "server": ("test", 80), "client": ("test", 1),
        }  # fmt: skip

    async def receive(self) -> dict[str, Any]:
        """The body while nothing has been answered."""
        if self.is_answered.is_set():
            return {"type": "http.disconnect"}
        body, self.body = self.body, b""
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(self, message: dict[str, Any]) -> None:
        """Note the answer."""
        self.sent.append(message["type"])
        self.status = message.get("status", self.status)
        if message["type"] == "http.response.body" and not message.get("more_body"):
            self.is_answered.set()

    async def run(self) -> None:
        """Let the application answer, with all that it does behind the response."""
        await self.app(self.scope, self.receive, self.send)


@pytest.mark.filterwarnings(NEVER_AWAITED)
def test_called_background_task(load_example: LoadExample) -> None:
    """FAPI402: the coroutine never runs, the plain function runs early and its None is called later."""
    bad = load_example("FAPI402", "bad")
    with TestClient(bad.app) as client:
        with pytest.raises(TypeError, match="must be callable"):
            client.post("/register", json=ADDRESS)
        assert bad.sent == []
        with pytest.raises(TypeError, match="must be callable"):
            client.post("/log", json=ADDRESS)
        assert bad.sent == ["ann@example.com registered"]
    with TestClient(bad.app, raise_server_exceptions=False) as client:
        assert client.post("/register", json=ADDRESS).status_code == 200, "the client is told that it worked"

    good = load_example("FAPI402", "good")
    with TestClient(good.app) as client:
        assert client.post("/register", json=ADDRESS).json() == {"status": "registered"}
        assert client.post("/log", json=ADDRESS).json() == {"status": "logged"}
    assert good.sent == ["Email sent to ann@example.com", "ann@example.com registered"]


def test_detached_background_tasks(load_example: LoadExample) -> None:
    """FAPI404: tasks that no response gets never run."""

    def sent(example: str) -> list[str]:
        module = load_example("FAPI404", example)
        with TestClient(module.app) as client:
            assert client.post("/register", json=ADDRESS).json() == {"status": "registered"}
            assert client.post("/invite", json=ADDRESS).json() == {"status": "invited"}
        sent: list[str] = module.sent
        return sent

    assert sent("bad") == []
    assert sent("good") == ["Email sent to ann@example.com"] * 2


def test_background_of_injected_response_is_ignored(load_example: LoadExample) -> None:
    """FAPI404: FastAPI does not look at the background of a response that it injected."""
    module = load_example("FAPI404", "case_forms")
    with TestClient(module.app) as client:
        assert client.get("/injected").status_code == 200
        assert module.seen == []
        assert client.get("/response").status_code == 200
    assert module.seen == ["a"]


def test_discarded_background_task(load_example: LoadExample) -> None:
    """FAPI405: a response with a background of its own drops the injected tasks, and so does an error."""
    refused = {"email": "bob@example.invalid"}

    def sent(example: str) -> list[str]:
        module = load_example("FAPI405", example)
        with TestClient(module.app) as client:
            assert client.post("/register", json=ADDRESS).json() == {"status": "registered"}
            assert client.post("/refuse", json=refused).status_code == 400
        sent: list[str] = module.sent
        return sent

    assert sent("bad") == ["ann@example.com registered"]
    assert sent("good") == [
        "Email sent to ann@example.com", "ann@example.com registered", "bob@example.invalid registered",
    ]  # fmt: skip


def test_session_in_background_task(load_example: LoadExample) -> None:
    """FAPI403: the request's session keeps its connection until the task runs."""

    def has_connection(example: str) -> bool:
        module = load_example("FAPI403", example)
        with TestClient(module.app) as client:
            assert client.post("/items/3").json() == 3
        (outcome,) = module.outcomes
        assert isinstance(outcome, bool)
        return outcome

    assert has_connection("bad") is True
    assert has_connection("good") is False


BOUNDARY = "x" * 8
FORM = (
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n'
    f"Content-Type: text/plain\r\n\r\ncontent\r\n--{BOUNDARY}--\r\n"
).encode()


async def outcome_of_task(module: ModuleType, exchange: Callable[[], Exchange]) -> object:
    """What the task that a request has started comes to, when it goes on behind the request."""
    goes_on = asyncio.Event()
    vars(module)["other_service"] = goes_on.wait
    request = exchange()
    await request.run()
    assert request.status == 200
    (task,) = module.running
    goes_on.set()
    await asyncio.wait([task])
    error: BaseException | None = task.exception()
    return error if error is not None else module.outcomes[-1]


def test_upload_in_task(load_example: LoadExample) -> None:
    """FAPI403: the file is closed when the task reads it."""

    def outcome(example: str) -> object:
        module = load_example("FAPI403", example)
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        return asyncio.run(outcome_of_task(module, lambda: Exchange(module.app, "/files", FORM, kind)))

    error = outcome("bad")
    assert isinstance(error, ValueError)
    assert "closed file" in str(error)
    assert outcome("good") == b"content"


def test_request_in_task(load_example: LoadExample) -> None:
    """FAPI403: behind the response a server has only a disconnect to give."""

    def outcome(example: str) -> object:
        module = load_example("FAPI403", example)
        return asyncio.run(outcome_of_task(module, lambda: Exchange(module.app, "/events", b"content")))

    assert isinstance(outcome("bad"), ClientDisconnect)
    assert outcome("good") == b"content"


def test_long_background_task(load_example: LoadExample, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAPI401: the request goes on in the server's process, and what is left is lost when that ends."""
    bad = load_example("FAPI401", "bad")
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    rounds = asyncio.sleep

    async def stop_server() -> bool:
        monkeypatch.setattr(bad, "asyncio", SimpleNamespace(sleep=lambda seconds: rounds(0)))
        exchange = Exchange(bad.app, "/videos/7")
        server = asyncio.create_task(exchange.run())
        await exchange.is_answered.wait()
        while len(bad.processed) < 4:
            await rounds(0)
        still_runs = not server.done()
        server.cancel()  # what uvicorn does when its time for a graceful end is over
        await asyncio.wait([server])
        assert exchange.status == 202, "the client was told that all is accepted"
        return still_runs

    published: list[int] = []
    monkeypatch.setattr(bad, "fetch", published.append)
    assert asyncio.run(stop_server()) is True
    assert published == [], "the task behind the endless one never ran"

    good = load_example("FAPI401", "good")
    queued: list[int] = []

    def delay(video: int) -> SimpleNamespace:
        queued.append(video)
        return SimpleNamespace(id="1")

    monkeypatch.setattr(good.process_video, "delay", delay)
    with TestClient(good.app) as client:
        assert client.post("/videos/7").json() == "1"
    assert (queued, good.processed) == ([7], [7])


def test_queue_in_background_task(load_example: LoadExample, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAPI406: the client has its answer before the broker has the task, or refuses it."""

    def order(example: str, broker: Callable[[str], object]) -> tuple[int, list[str]]:
        module = load_example("FAPI406", example)
        exchange: list[str] = []

        def delay(filepath: str) -> object:
            exchange.append("queued")
            return broker(filepath)

        monkeypatch.setattr(module.process_video, "delay", delay)

        async def noting(scope: Any, receive: Any, send: Any) -> None:
            async def noted(message: dict[str, Any]) -> None:
                if message["type"] == "http.response.start":
                    exchange.append("answered")
                await send(message)

            await module.app(scope, receive, noted)

        with TestClient(noting, raise_server_exceptions=False) as client:
            return client.post("/videos?filepath=a.avi").status_code, exchange

    def refuse(filepath: str) -> object:
        raise ConnectionError(filepath)

    assert order("bad", lambda _: SimpleNamespace(id="1")) == (202, ["answered", "queued"])
    assert order("bad", refuse) == (202, ["answered", "queued"])
    assert order("good", lambda _: SimpleNamespace(id="1")) == (202, ["queued", "answered"])
    assert order("good", refuse) == (500, ["queued", "answered"])


def test_celery_retry_not_raised(load_example: LoadExample) -> None:
    """FAPI407: what stands behind the retry never runs."""

    def log(example: str) -> list[str]:
        module = load_example("FAPI407", example)
        with TestClient(module.app) as client:
            assert client.post("/upload?filepath=a.avi").status_code == 202
        log: list[str] = module.log
        return log

    assert log("bad") == []
    assert log("good") == ["a.avi will be tried again"] * 4


def test_celery_result_without_backend(load_example: LoadExample) -> None:
    """FAPI408: without a backend every question for a state is a 500."""
    fails = pytest.raises(AttributeError, match="DisabledBackend")
    with TestClient(load_example("FAPI408", "bad", "main").app) as client, fails:
        client.get("/status/1")
    with TestClient(load_example("FAPI408", "good", "main").app) as client:
        assert client.get("/status/1").json() == {"status": "PENDING", "result": "None"}


def test_unbounded_celery_retry(load_example: LoadExample, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAPI409: a programming error is tried again to the limit, and without a limit on and on."""

    def attempts(example: str, task: str, successful_after: int) -> int:
        module = load_example("FAPI409", example)
        tries: list[str] = []

        def fail(filepath: str) -> None:
            tries.append(filepath)
            if len(tries) <= successful_after:
                raise AttributeError("frames")

        monkeypatch.setattr(module, "extract_frames", fail)
        getattr(module, task).apply(("a.avi",))
        return len(tries)

    assert attempts("bad", "process_video", 100) == 4
    assert attempts("bad", "watch_video", 10) == 11
    assert attempts("good", "process_video", 100) == 1
