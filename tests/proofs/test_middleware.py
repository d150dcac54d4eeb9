"""Proofs for FAPI601 to FAPI605: who sees a request first, and who answers it."""

from __future__ import annotations

import contextvars
import logging
from typing import TYPE_CHECKING, Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

if TYPE_CHECKING:
    from conftest import LoadExample

ORIGIN = "https://yourdomain.com"
ALLOWED = "access-control-allow-origin"
PREFLIGHT = {
    "Origin": ORIGIN,
    "Access-Control-Request-Method": "GET",
    "Access-Control-Request-Headers": "Authorization",
}

pytestmark = pytest.mark.filterwarnings("ignore:(?s).*on_event is deprecated:DeprecationWarning")


def test_cors_inside_of_authentication(load_example: LoadExample) -> None:
    """FAPI601: in the guide's order a preflight request is refused, and no refusal can be read."""
    with TestClient(load_example("FAPI601", "bad").app) as client:
        preflight = client.options("/items", headers=PREFLIGHT)
        assert (preflight.status_code, ALLOWED in preflight.headers) == (401, False)
        refused = client.get("/items", headers={"Origin": ORIGIN})
        assert (refused.status_code, ALLOWED in refused.headers) == (401, False)

    with TestClient(load_example("FAPI601", "good").app) as client:
        preflight = client.options("/items", headers=PREFLIGHT)
        assert (preflight.status_code, preflight.headers[ALLOWED]) == (200, ORIGIN)
        refused = client.get("/items", headers={"Origin": ORIGIN})
        assert (refused.status_code, refused.headers[ALLOWED]) == (401, ORIGIN)


@pytest.mark.parametrize(
    ("name", "path", "headers"),
    [
        ("hosts", "/", {"Host": "evil.example"}),
        ("listed", "/", {}),
        ("decorated", "/", {}),
        ("function", "/old", {}),
    ],
)
def test_answers_outside_of_cors(
    load_example: LoadExample, name: str, path: str, headers: dict[str, str]
) -> None:
    """FAPI601: each form gives an answer without CORS headers."""
    app = getattr(load_example("FAPI601", "case_forms"), name)
    with TestClient(app, follow_redirects=False) as client:
        answer = client.get(path, headers={"Origin": "https://example.org", **headers})
    assert answer.status_code in (307, 400, 401)
    assert ALLOWED not in answer.headers


@pytest.mark.parametrize("name", ["passing", "last", "first", "outer", "app", "wrapped", "served"])
def test_answers_inside_of_cors(load_example: LoadExample, name: str) -> None:
    """FAPI601: what is not reported answers with CORS headers, whatever it answers."""
    app = getattr(load_example("FAPI601", "case_silent"), name)
    with TestClient(app, base_url="http://example.org") as client:
        answer = client.get("/", headers={"Origin": "https://example.org"})
    assert answer.status_code in (401, 404)
    assert ALLOWED in answer.headers


def test_authentication_outside_of_the_others(
    load_example: LoadExample, caplog: pytest.LogCaptureFixture
) -> None:
    """FAPI602: in the guide's order no refusal is logged, and no error in the authentication is caught."""
    caplog.set_level(logging.INFO)
    refused: dict[str, Any] = {"headers": {"Authorization": "Bearer wrong"}}

    def lines() -> list[str]:
        return [record.getMessage() for record in caplog.records if record.getMessage().startswith("/items")]

    with TestClient(load_example("FAPI602", "bad").app, raise_server_exceptions=False) as client:
        assert client.get("/items", **refused).status_code == 401
        assert client.get("/items").status_code == 500
        assert lines() == []

    with TestClient(load_example("FAPI602", "good").app, raise_server_exceptions=False) as client:
        assert client.get("/items", **refused).status_code == 401
        assert client.get("/items").status_code == 503
        assert lines() == ["/items 401", "/items 503"]


def test_middleware_that_comes_too_late(load_example: LoadExample) -> None:
    """FAPI603: the application does not start."""
    late = pytest.raises(RuntimeError, match="Cannot add middleware after an application has started")
    with late, TestClient(load_example("FAPI603", "bad").app):
        pass
    with TestClient(load_example("FAPI603", "good").app) as client:
        answer = client.get("/", headers={"Origin": ORIGIN})
    assert answer.headers[ALLOWED] == ORIGIN


@pytest.mark.parametrize("name", ["app", "other", "third"])
def test_other_middleware_that_comes_too_late(load_example: LoadExample, name: str) -> None:
    """FAPI603: event handlers, helpers and lifespans in factories raise as well."""
    app: FastAPI = getattr(load_example("FAPI603", "case_forms"), name)
    with pytest.raises(RuntimeError, match="Cannot add middleware"), TestClient(app):
        pass


def test_exception_in_middleware(load_example: LoadExample) -> None:
    """FAPI604: it becomes a 500, where the returned answer is a 401."""
    with TestClient(load_example("FAPI604", "bad").app, raise_server_exceptions=False) as client:
        assert client.get("/items").status_code == 500
        assert client.get("/items", headers={"Authorization": "Bearer token"}).status_code == 200
    with TestClient(load_example("FAPI604", "good").app, raise_server_exceptions=False) as client:
        assert client.get("/items").status_code == 401


@pytest.mark.parametrize("path", ["/old", "/secret", "/items", "/limit"])
def test_other_exceptions_in_middleware(load_example: LoadExample, path: str) -> None:
    """FAPI604: functions, helpers and ASGI middleware alike."""
    app = load_example("FAPI604", "case_forms").app
    with TestClient(app, raise_server_exceptions=False) as client:
        assert client.get(path).status_code == 500


def test_caught_exceptions_in_middleware(load_example: LoadExample) -> None:
    """FAPI604: what the middleware catches itself is an answer."""
    module = load_example("FAPI604", "case_forms")
    app = FastAPI()
    app.add_middleware(module.Caught)
    with TestClient(app) as client:
        assert client.get("/items").status_code == 401
        assert client.get("/gone", headers={"Authorization": "x"}).status_code == 410


def test_base_middleware_runs_the_rest_in_a_task(load_example: LoadExample) -> None:
    """FAPI605: a context variable that a path operation sets is lost on the way out, without it is not."""
    seen: contextvars.ContextVar[str] = contextvars.ContextVar("seen", default="nothing")
    noted: list[str] = []

    async def set_variable() -> None:
        seen.set("set by the path operation")

    class Outside:
        """Notes what is left of the variable once the response is there."""

        def __init__(self, app: Any) -> None:
            self.app = app

        async def __call__(self, *arguments: Any) -> None:
            await self.app(*arguments)
            noted.append(seen.get())

    for example in ("bad", "good"):
        app: FastAPI = load_example("FAPI605", example).app
        app.add_api_route("/variable", set_variable)
        app.add_middleware(Outside)
        client = TestClient(app)
        assert client.get("/variable").headers["X-Served-By"] == "class"
    assert noted == ["nothing", "set by the path operation"]
