"""Proofs for FAPI003 to FAPI018: what goes wrong with dependencies, seen in the real FastAPI."""

import inspect
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import pytest
from fastapi import Depends, FastAPI, HTTPException, params
from fastapi.exceptions import FastAPIError
from fastapi.testclient import TestClient
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

if TYPE_CHECKING:
    from conftest import LoadExample


def status_of(app: Any, path: str, method: str = "GET") -> int:
    """The status that a client of a running server gets."""
    with TestClient(app, raise_server_exceptions=False) as client:
        return client.request(method, path).status_code


def test_swallowed_exception(load_example: "LoadExample") -> None:
    """FAPI003: the path operation says 404, and the client is told 500."""
    bad = load_example("FAPI003", "bad").app
    assert status_of(bad, "/items/1") == 500
    with TestClient(bad) as client, pytest.raises(FastAPIError, match="Response not awaited"):
        client.get("/items/1")
    assert status_of(load_example("FAPI003", "good").app, "/items/1") == 404


@pytest.mark.parametrize(
    "name",
    [
        "bare",
        "base",
        "one_of_many",
        "starlettes",
        "suppressed",
        "suppressed_deeper",
        "finally_returns",
        "in_a_branch",
        "limited",
    ],
)
def test_forms_that_swallow(load_example: "LoadExample", name: str) -> None:
    """FAPI003: each of the forms loses the 404."""
    module = load_example("FAPI003", "case_forms")
    provider = getattr(module, name)
    provider = provider("x") if name == "limited" else provider
    assert refusal_status(module, provider) == 500


@pytest.mark.parametrize("name", ["narrow", "in_branches", "refusals_first", "before", "after"])
def test_forms_that_do_not_swallow(load_example: "LoadExample", name: str) -> None:
    """FAPI003: these pass it on."""
    module = load_example("FAPI003", "case_silent")
    module.log.append("after")
    assert refusal_status(module, getattr(module, name)) == 404


def refusal_status(module: Any, provider: Any) -> int:
    """What a client gets from a path operation that depends on something and refuses the request."""

    app = FastAPI()

    @app.get("/")
    def refuse(value: Annotated[str, Depends(provider)]) -> None:
        raise HTTPException(404)

    return status_of(app, "/")


def test_commit_after_the_response(load_example: "LoadExample") -> None:
    """FAPI004: the second item cannot be saved, and the client is told that it was."""
    bad = load_example("FAPI004", "bad")
    assert (status_of(bad.app, "/items/bread", "POST"), count(bad)) == (200, 1)
    assert (status_of(bad.app, "/items/bread", "POST"), count(bad)) == (200, 1)
    with TestClient(bad.app) as client, pytest.raises(IntegrityError):
        client.post("/items/bread")

    good = load_example("FAPI004", "good")
    assert (status_of(good.app, "/items/bread", "POST"), count(good)) == (200, 1)
    assert (status_of(good.app, "/items/bread", "POST"), count(good)) == (500, 1)


def count(module: Any) -> int:
    """How many items an example has saved."""
    with module.SessionLocal() as session:
        return int(session.query(module.Item).count())


def test_scope_of_function_commits_in_time(load_example: "LoadExample") -> None:
    """FAPI004: with this scope the dependency ends before the response."""

    module = load_example("FAPI004", "bad")
    app = FastAPI()

    @app.post("/")
    def create(db: Annotated[Session, Depends(module.get_db, scope="function")]) -> str:
        db.add(module.Item(name="bread"))
        return "saved"

    assert [status_of(app, "/", "POST"), status_of(app, "/", "POST")] == [200, 500]


def test_refusal_after_the_response(load_example: "LoadExample") -> None:
    """FAPI004: an HTTPException after the yield reaches nobody."""

    app = FastAPI(dependencies=[Depends(load_example("FAPI004", "case_forms").quota)])

    @app.post("/")
    def create() -> str:
        return "saved"

    assert status_of(app, "/", "POST") == 200


def test_called_dependency(load_example: "LoadExample") -> None:
    """FAPI005: the application cannot even be made."""
    with pytest.raises(TypeError, match="is not a callable object"):
        load_example("FAPI005", "bad").create_app()
    good = load_example("FAPI005", "good").create_app()
    assert status_of(good, "/items") == 200


@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
@pytest.mark.parametrize("name", ["results", "routers"])
def test_called_dependencies_in_other_forms(load_example: "LoadExample", name: str) -> None:
    """FAPI005: nor with what other calls give."""
    with pytest.raises(TypeError, match="is not a callable object"):
        getattr(load_example("FAPI005", "case_forms"), name)()


def test_misplaced_depends(load_example: "LoadExample") -> None:
    """FAPI006: what the path operation has is no connection, or one that is closed."""
    module = load_example("FAPI006", "bad")
    with TestClient(module.app) as client:
        assert client.get("/declared").json() is True
        for path in ("/body", "/forgotten", "/generator"):
            with pytest.raises(AttributeError, match="is_open"):
                client.get(path)
        assert client.get("/next").json() is False
    with TestClient(load_example("FAPI006", "good").app) as client:
        assert client.get("/declared").json() is True
        assert client.get("/default").json() is True


def test_context_manager_dependency(load_example: "LoadExample") -> None:
    """FAPI007: FastAPI wraps the manager once more, and finds no generator in it."""
    bad = load_example("FAPI007", "bad").app
    with TestClient(bad) as client, pytest.raises(TypeError, match="is not an iterator"):
        client.get("/items")
    module = load_example("FAPI007", "good")
    with TestClient(module.app) as client:
        assert client.get("/items").json() == 1
    assert module.opened == []


def test_multiple_yields(load_example: "LoadExample") -> None:
    """FAPI013: the path operation says 404, and the generator does not stop."""
    bad = load_example("FAPI013", "bad").app
    assert (status_of(bad, "/prices/bread"), status_of(bad, "/prices/wine")) == (200, 500)
    with TestClient(bad) as client, pytest.raises(RuntimeError, match="didn't stop"):
        client.get("/prices/wine")
    good = load_example("FAPI013", "good").app
    assert (status_of(good, "/prices/bread"), status_of(good, "/prices/wine")) == (200, 404)


def test_second_yield_of_a_lifespan(load_example: "LoadExample") -> None:
    """FAPI013: the application fails when it stops."""
    with (
        pytest.raises(RuntimeError, match="didn't stop"),
        TestClient(load_example("FAPI013", "case_forms").app),
    ):
        pass


def test_wrong_generator_annotation(load_example: "LoadExample") -> None:
    """FAPI015: what is annotated as a session is a generator."""
    bad = load_example("FAPI015", "bad")
    assert inspect.signature(bad.get_db).return_annotation is Session
    made = bad.get_db()
    assert isinstance(made, Iterator)
    assert not isinstance(made, Session)
    good = load_example("FAPI015", "good")
    assert isinstance(good.get_db(), good.Iterator)


def test_default_is_given_to_direct_calls(load_example: "LoadExample") -> None:
    """FAPI016: a direct call without the dependency gets something else, and no TypeError."""
    bad = load_example("FAPI016", "bad")
    assert isinstance(bad.get_item(), params.Depends)
    with pytest.raises(AttributeError):
        bad.find_item(1)
    with pytest.raises(TypeError, match="missing 1 required"):
        load_example("FAPI016", "good").get_item()


@pytest.mark.parametrize("path", ["/items/1/stream", "/items/1/notify"])
def test_session_held_by_stream(
    load_example: "LoadExample", monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """FAPI018: while the stream or the task runs, the connection is out of the pool, or is not."""
    assert [held_meanwhile(load_example("FAPI018", name), monkeypatch, path) for name in ("bad", "good")] == [
        1,
        0,
    ]


def held_meanwhile(module: Any, monkeypatch: pytest.MonkeyPatch, path: str) -> int:
    """How many connections are out of the pool when an example's stream or background task runs."""
    seen: list[int] = []

    def lines(name: str) -> Iterator[str]:
        seen.append(module.engine.pool.checkedout())
        yield name

    def notify(name: str) -> None:
        seen.append(module.engine.pool.checkedout())

    monkeypatch.setattr(module, "lines", lines)
    monkeypatch.setattr(module, "notify", notify)
    module.Base.metadata.create_all(module.engine)
    with TestClient(module.app) as client:
        assert client.request("GET" if "stream" in path else "POST", path).status_code == 200
    assert module.engine.pool.checkedout() == 0
    return seen[0]
