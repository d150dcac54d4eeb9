"""Fixed examples do at a real FastAPI what their fix promises; before it, they do not."""

from __future__ import annotations

import asyncio
import importlib.util
import subprocess
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from example_cases import EXAMPLES
from fixing import fix, read, without_markers

TestClient = pytest.importorskip("fastapi.testclient").TestClient  # not on every Python that the tests run on

pytestmark = pytest.mark.real


def program(folder: Path, code: str, fixed: bool) -> ModuleType:
    """The bad example of a rule as an imported module, as it stands there or with all fixes made."""
    folder = folder / ("fixed" if fixed else "bad")
    folder.mkdir()
    (folder / "pyproject.toml").touch()
    path = folder / f"{code.lower()}_{'fixed' if fixed else 'bad'}.py"
    text = without_markers(read(EXAMPLES / code / "bad.py"))
    path.write_text(fix(text, path, code).text if fixed else text, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def outcomes(folder: Path, code: str, look: Any) -> tuple[object, object]:
    """What is seen of the bad example, and what of the fixed one."""
    return look(program(folder, code, False)), look(program(folder, code, True))


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_failing_request_gives_its_connection_back(tmp_path: Path) -> None:
    def look(module: ModuleType) -> object:
        module.Base.metadata.create_all(module.engine)
        client = TestClient(module.app, raise_server_exceptions=False)
        assert client.get("/items/1").status_code == 404
        return module.engine.pool.checkedout()

    assert outcomes(tmp_path, "FAPI001", look) == (1, 0)


def test_a_program_that_was_started_on_the_loop_is_started_in_a_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(module: ModuleType) -> object:
        on_loop: list[bool] = []

        def note(*_: object, **__: object) -> str:
            try:
                asyncio.get_running_loop()
            except RuntimeError:
                on_loop.append(False)
            else:
                on_loop.append(True)
            return "git version"

        monkeypatch.setattr(subprocess, "check_output", note)
        assert TestClient(module.app).get("/version").json() == "git version"
        return on_loop

    assert outcomes(tmp_path, "FAPI106", look) == ([True], [False])


def test_a_query_of_a_client_is_a_value_and_no_sql(tmp_path: Path) -> None:
    def look(module: ModuleType) -> object:
        with closing(module.sqlite3.connect(module.DATABASE)) as connection:
            connection.execute("DROP TABLE IF EXISTS users")
            connection.execute("CREATE TABLE users (id INTEGER, email TEXT)")
            connection.execute("INSERT INTO users VALUES (1, 'a@example.com'), (2, 'b@example.com')")
            connection.commit()
        client = TestClient(module.app)
        assert client.get("/users/1").json() == ["a@example.com"]
        assert client.get("/users", params={"email": "b@example.com"}).json() == ["b@example.com"]
        return (
            len(client.get("/users/0 OR 1=1").json()),
            len(client.get("/users", params={"email": "' OR '1'='1"}).json()),
        )

    assert outcomes(tmp_path, "FAPI501", look) == ((2, 2), (0, 0))


def test_handlers_run_in_the_lifespan_in_their_order(tmp_path: Path) -> None:
    def look(module: ModuleType) -> object:
        with TestClient(module.app) as client:
            answer = client.get("/predict").json()
        return answer, module.resources, bool(module.app.router.on_startup)

    assert outcomes(tmp_path, "FAPI201", look) == (("pool", {}, True), ("pool", {}, False))


def test_background_tasks_run_after_the_response(tmp_path: Path) -> None:
    def look(module: ModuleType) -> object:
        client = TestClient(module.app, raise_server_exceptions=False)
        client.post("/register", json={"email": "a"})
        client.post("/log", json={"email": "b"})
        return module.sent

    assert outcomes(tmp_path, "FAPI402", look) == (["b registered"], ["Email sent to a", "b registered"])


def test_an_exception_is_raised_and_no_longer_an_answer(tmp_path: Path) -> None:
    def look(module: ModuleType) -> object:
        return TestClient(module.app).get("/items/999").status_code

    assert outcomes(tmp_path, "FAPI905", look) == (200, 404)
