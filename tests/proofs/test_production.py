"""Proofs for FAPI801 to FAPI805 and FAPI810 to FAPI812: servers, settings, deprecated things, caches."""

from __future__ import annotations

import asyncio
import importlib
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn
from fastapi.exceptions import FastAPIDeprecationWarning
from fastapi.testclient import TestClient
from pydantic import PydanticDeprecatedSince20, ValidationError
from pydantic.errors import PydanticImportError, PydanticUserError
from starlette.exceptions import StarletteDeprecationWarning

if TYPE_CHECKING:
    from conftest import LoadExample


@pytest.mark.parametrize("start", ["develop", "serve"])
def test_uvicorn_needs_an_import_string(
    load_example: LoadExample, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], start: str
) -> None:
    """FAPI801: with an object Uvicorn exits; with a string it comes to start its processes."""
    started: list[str] = []

    class Supervisor:
        def __init__(self, config: uvicorn.Config, **_: Any) -> None:
            started.append(config.app)  # type: ignore[arg-type]

        def run(self) -> None:
            pass

    main = sys.modules["uvicorn.main"]  # as an attribute, "main" is its command
    monkeypatch.setattr(main, "ChangeReload", Supervisor)
    monkeypatch.setattr(main, "Multiprocess", Supervisor)
    monkeypatch.setattr(uvicorn.Config, "bind_socket", lambda self: None)
    with pytest.raises(SystemExit) as exit_:
        getattr(load_example("FAPI801", "bad"), start)()
    assert exit_.value.code not in (None, 0)
    assert started == []
    assert "import string" in capsys.readouterr().err

    getattr(load_example("FAPI801", "good"), start)()
    assert started == ["good:app"]


def imported_afresh(name: str) -> Any:
    """A module, imported as if for the first time."""
    module, _, attribute = name.rpartition(".")
    sys.modules.pop(module, None)
    return getattr(importlib.import_module(module), attribute)


def test_worker_class(load_example: LoadExample) -> None:
    """FAPI802: importing the old class warns, the new one is silent."""
    pytest.importorskip("gunicorn")
    pytest.importorskip("uvicorn_worker")
    with pytest.warns(DeprecationWarning, match="uvicorn.workers"):
        imported_afresh(load_example("FAPI802", "bad").worker_class)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert imported_afresh(load_example("FAPI802", "good").worker_class).__name__ == "UvicornWorker"


def called_by(worker_class: str, app: Any) -> Any:
    """What the application gives when it is called the way that a kind of worker calls it."""
    if worker_class in ("sync", "gthread"):  # WSGI
        return app({"REQUEST_METHOD": "GET", "PATH_INFO": "/health"}, lambda status, headers: None)
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/health", "headers": [], "query_string": b""}
    asyncio.run(app(scope, receive, send))
    return sent[0]["status"]


def test_sync_worker(load_example: LoadExample) -> None:
    """FAPI803: a WSGI worker cannot even call the application."""
    bad = load_example("FAPI803", "bad", "gunicorn_conf").worker_class
    with pytest.raises(TypeError, match="'send'"):
        called_by(bad, load_example("FAPI803", "bad", "main").app)
    good = load_example("FAPI803", "good", "gunicorn_conf").worker_class
    assert called_by(good, load_example("FAPI803", "good", "main").app) == 200


@pytest.mark.filterwarnings("ignore:Valid config keys have changed:UserWarning")
def test_class_config(load_example: LoadExample) -> None:
    """FAPI804: it warns, a renamed key is ignored, and beside ``model_config`` it is an error."""
    with pytest.warns(PydanticDeprecatedSince20, match="class-based `config`"):
        bad = load_example("FAPI804", "bad")
    with TestClient(bad.app) as client, pytest.raises(ValidationError):
        client.get("/items/pen")

    with warnings.catch_warnings():
        warnings.simplefilter("error", PydanticDeprecatedSince20)
        good = load_example("FAPI804", "good")
    with TestClient(good.app) as client:
        assert client.get("/items/pen").json() == {"name": "pen"}

    with pytest.warns(PydanticDeprecatedSince20):
        models = load_example("FAPI804", "case_inheritance", "models")
    with pytest.raises(PydanticUserError, match="cannot be used together"):
        models.both()


def test_base_settings(load_example: LoadExample) -> None:
    """FAPI805: pydantic refuses the import."""
    with TestClient(load_example("FAPI805", "bad").app) as client, pytest.raises(PydanticImportError):
        client.get("/database")
    with TestClient(load_example("FAPI805", "good").app) as client:
        assert client.get("/database").json() == "sqlite://"


def test_deprecated_api(load_example: LoadExample) -> None:
    """FAPI810: each of them warns, and today's spelling does not."""
    with (
        warnings.catch_warnings(record=True) as caught,
        TestClient(load_example("FAPI810", "bad").app) as client,
    ):
        warnings.simplefilter("always")
        assert client.get("/items?name=aaaaaaaaaaaaaaaaaaaaaaaaa").status_code == 422
        client.get("/items?name=a")
    texts = " ".join(str(each.message) for each in caught)
    for deprecated in (
        "ORJSONResponse is deprecated",
        "`regex`",
        "`example`",
        "HTTP_422_UNPROCESSABLE_ENTITY",
    ):
        assert deprecated in texts

    with warnings.catch_warnings():
        warnings.simplefilter("error", FastAPIDeprecationWarning)
        warnings.filterwarnings("error", ".*HTTP_4.*", StarletteDeprecationWarning)
        with TestClient(load_example("FAPI810", "good").app) as client:
            assert client.get("/items?name=aaaaaaaaaaaaaaaaaaaaaaaaa").status_code == 422
            assert client.get("/items?name=a").json() == {"name": "a", "language": "en"}


@pytest.mark.filterwarnings("ignore::pydantic.PydanticDeprecatedSince20")
@pytest.mark.filterwarnings("ignore::fastapi.exceptions.FastAPIDeprecationWarning")
def test_removed_api(load_example: LoadExample) -> None:
    """FAPI810: what is removed raises."""
    pytest.importorskip("jinja2")
    module = load_example("FAPI810", "case_forms")
    with TestClient(module.app) as client:
        with pytest.raises(TypeError):
            client.get("/old?a=1")
        with pytest.raises((TypeError, AttributeError)):
            client.get("/old")
        assert client.get("/new").text == "hello"
    with pytest.raises(PydanticUserError, match="removed"):
        module.removed()


@pytest.mark.parametrize("example", ["bad", "good"])
def test_cache(load_example: LoadExample, example: str) -> None:
    """FAPI811: above the route nothing is cached; what is read from the request is shared."""
    pytest.importorskip("fastapi_cache")
    module = load_example("FAPI811", example)
    with TestClient(module.app) as client:
        for _ in range(2):
            assert client.get("/report").json() == "numbers"
        seen = [client.get("/account", headers={"x-user": user}).json() for user in ("alice", "bob")]
    if example == "bad":
        assert module.computed == ["report", "report"]
        assert seen == ["alice", "alice"]
    else:
        assert module.computed == ["report"]
        assert seen == ["alice", "bob"]


def test_env_file(load_example: LoadExample) -> None:
    """FAPI812: one more line in the file, and the application does not start."""
    Path(".env").write_text("DEBUG=true\nPOSTGRES_PASSWORD=secret\n", encoding="utf-8")
    with pytest.raises(ValidationError, match="extra_forbidden"):
        load_example("FAPI812", "bad")
    assert load_example("FAPI812", "good").settings.debug is True
