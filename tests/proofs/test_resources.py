"""Proofs for FAPI001, 002, 008, 011, 012, 014, 017, 206 and 207: what is left open, and what that does."""

from __future__ import annotations

import asyncio
import gc
import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy.exc
from fastapi.testclient import TestClient
from sqlalchemy.orm import close_all_sessions

if TYPE_CHECKING:
    from conftest import LoadExample


@pytest.fixture
def no_collector() -> Iterator[None]:
    """Without the garbage collector, which hides leaks at moments of its own choosing."""
    gc.disable()
    yield
    gc.enable()


class Kept:
    """Keeps the exceptions of requests, as error trackers and logs do, and all that they hold."""

    def __init__(self) -> None:
        self.errors: list[BaseException] = []

    def get(self, client: TestClient, path: str) -> int:
        """The status of a request; 500 for one that raised."""
        try:
            return client.get(path).status_code
        except BaseException as error:
            self.errors.append(error)
            return 500


@pytest.mark.usefixtures("no_collector")
def test_cleanup_after_yield(load_example: LoadExample) -> None:
    """FAPI001: each 404 keeps a connection, and the third request finds the pool empty."""

    def statuses(example: str) -> tuple[list[int], int]:
        module = load_example("FAPI001", example)
        module.Base.metadata.create_all(module.engine)
        opened, original = [], module.SessionLocal

        def make() -> Any:
            opened.append(original())
            return opened[-1]

        module.SessionLocal = make
        with TestClient(module.app, raise_server_exceptions=False) as client:
            found = [client.get("/items/1").status_code for _ in range(4)]
        left_open = module.engine.pool.checkedout()
        close_all_sessions()
        return found, left_open

    assert statuses("bad") == ([404, 404, 500, 500], 2)
    assert statuses("good") == ([404, 404, 404, 404], 0)


@pytest.mark.usefixtures("no_collector")
def test_returned_session(load_example: LoadExample) -> None:
    """FAPI002: nothing closes what a dependency returns, and what `finally` closed is of no use."""

    def run(example: str) -> tuple[list[int], int, bool]:
        module = load_example("FAPI002", example)
        opened, original = [], module.SessionLocal

        def make() -> Any:
            opened.append(original())
            return opened[-1]

        module.SessionLocal = make
        with TestClient(module.app, raise_server_exceptions=False) as client:
            begun = client.get("/begun").json()
            found = [client.get("/one").status_code for _ in range(4)]
        left_open = module.engine.pool.checkedout()
        close_all_sessions()
        return found, left_open, begun

    assert run("bad") == ([200, 200, 500, 500], 2, False)
    assert run("good") == ([200, 200, 200, 200], 0, True)


def test_global_connection(load_example: LoadExample) -> None:
    """FAPI008: the next request commits what a failed one left behind."""

    def notes(example: str) -> list[str]:
        module = load_example("FAPI008", example)
        holder = sqlite3.connect("file:notes?mode=memory&cache=shared", uri=True)
        with TestClient(module.app, raise_server_exceptions=False) as client:
            assert client.post("/notes", params={"note": "wrong", "approve": False}).status_code == 500
            assert client.post("/notes", params={"note": "right"}).status_code == 201
            found = client.get("/notes").json()
        holder.close()
        return list(found)

    assert notes("bad") == ["wrong", "right"]
    assert notes("good") == ["right"]


@pytest.mark.usefixtures("no_collector")
def test_unclosed_connection(load_example: LoadExample, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAPI011: a request leaves its connection open, also where it closes it when all goes well."""
    connections: list[sqlite3.Connection] = []
    original = sqlite3.connect

    def connect(*arguments: Any, **keywords: Any) -> sqlite3.Connection:
        # The proof asks from its own thread.
        connections.append(original(*arguments, **{**keywords, "check_same_thread": False}))
        return connections[-1]

    def is_open(connection: sqlite3.Connection) -> bool:
        try:
            connection.total_changes  # noqa: B018 - reading it raises when the connection is closed
        except sqlite3.ProgrammingError:
            return False
        return True

    def run(example: str) -> tuple[list[int], int, int]:
        connections.clear()
        module = load_example("FAPI011", example)
        setting_up = original("users.db")
        setting_up.executescript("DROP TABLE IF EXISTS users; CREATE TABLE users (id, name)")
        setting_up.close()
        kept, sessions, make = Kept(), [], module.SessionLocal

        def make_kept() -> Any:
            sessions.append(make())
            return sessions[-1]

        module.SessionLocal = make_kept
        with monkeypatch.context() as patched, TestClient(module.app) as client:
            patched.setattr(sqlite3, "connect", connect)
            assert kept.get(client, "/users/1") == 200
            left_open = sum(map(is_open, connections))
            patched.undo()
            statuses = [kept.get(client, "/orders/0") for _ in range(4)]
        checked_out = module.engine.pool.checkedout()
        close_all_sessions()
        for each in connections:
            each.close()
        return statuses, left_open, checked_out

    assert run("bad") == ([404, 404, 500, 500], 1, 2)
    assert run("good") == ([404, 404, 404, 404], 0, 0)


@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
def test_expired_objects(load_example: LoadExample) -> None:
    """FAPI012: reading an attribute after the commit is an error."""

    def run(example: str) -> Any:
        module = load_example("FAPI012", example)

        async def create() -> None:
            async with module.engine.begin() as connection:
                await connection.run_sync(module.Base.metadata.create_all)
            await module.engine.dispose()

        asyncio.run(create())
        with TestClient(module.app) as client:
            return client.post("/items", params={"name": "pen"}).json()

    with pytest.raises(sqlalchemy.exc.StatementError, match="MissingGreenlet"):
        run("bad")
    assert run("good") == {"name": "pen"}


def test_memory_in_threads(load_example: LoadExample) -> None:
    """FAPI014: the path operation's thread has a database without tables."""
    with pytest.raises(sqlalchemy.exc.OperationalError, match="no such table"):
        load_example("FAPI014", "bad").ask()
    assert load_example("FAPI014", "good").ask() == "Test"


def test_static_pool_alone(load_example: LoadExample) -> None:
    """FAPI014: with `StaticPool` alone one thread gets the connection of another."""
    sqlalchemy_pool = pytest.importorskip("sqlalchemy.pool")
    module = load_example("FAPI014", "good")
    module.test_engine = sqlalchemy.create_engine("sqlite://", poolclass=sqlalchemy_pool.StaticPool)
    module.TestSessionLocal.configure(bind=module.test_engine)
    with pytest.raises(sqlalchemy.exc.ProgrammingError, match="thread"):
        module.ask()


def test_driver_of_a_url(load_example: LoadExample) -> None:
    """FAPI017: SQLAlchemy itself decides which driver the bare URL means, and it is not psycopg2."""
    url = sqlalchemy.make_url("postgresql://localhost/db")
    named = sqlalchemy.make_url("postgresql+psycopg2://localhost/db")
    assert url.get_dialect().driver == "psycopg"
    assert named.get_dialect().driver == "psycopg2"
    assert load_example("FAPI017", "good").make_engine().driver == "psycopg2"


def test_unclosed_lifespan_resource(load_example: LoadExample) -> None:
    """FAPI206: the client is still open when the application has gone."""

    def is_closed(example: str) -> bool:
        module = load_example("FAPI206", example)
        with TestClient(module.app) as client:
            assert client.get("/closed").json() is False
        return bool(module.resources["http"].is_closed)

    assert not is_closed("bad")
    assert is_closed("good")


def test_unprotected_lifespan(load_example: LoadExample) -> None:
    """FAPI207: when the second resource cannot be opened the first stays open."""

    def is_closed_after_failure(example: str) -> bool:
        module = load_example("FAPI207", example)
        with TestClient(module.app) as client:
            assert client.get("/changes").json() == 0
        module.DATABASE = "no-such-folder/items.db"
        with pytest.raises(sqlite3.OperationalError), TestClient(module.app):
            raise AssertionError("the application started")
        return bool(module.resources["http"].is_closed)

    assert not is_closed_after_failure("bad")
    assert is_closed_after_failure("good")
