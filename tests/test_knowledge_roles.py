"""The table of roles agrees with the other tables, with the code that asks, and with the real libraries."""

from __future__ import annotations

import importlib
import inspect
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from knowledge_inspection import MISSING, dotted, is_installed, member

from flake8_fastapi.knowledge.reader import Knowledge
from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.knowledge.table_files import read_table

ROWS: dict[str, Any] = read_table("roles")
SOURCE = Path(__file__).resolve().parent.parent / "flake8_fastapi"
KEYS_WITHOUT_DOTS = {"placeholders", "renamed-config-keys"}
"""Roles whose values belong to packages or words."""

NAMES = sorted({name for key in ROWS.keys() - KEYS_WITHOUT_DOTS for name in role(key).names})
OF_OLDER_RELEASES = {
    "pydantic.BaseSettings": "pydantic 1",
    "pydantic.v1.BaseSettings": "pydantic.v1 lacks it without python-dotenv",
    "pytest.yield_fixture": "pytest before 9",
    "typing.override": "Python 3.12 and later",
    "gunicorn.workers.ggevent.GeventWorker": "gevent is not installed",
    "gunicorn.workers.ggevent.GeventPyWSGIWorker": "gevent is not installed",
    "gunicorn.workers.geventlet.EventletWorker": "eventlet is not installed",
    "gunicorn.workers.gtornado.TornadoWorker": "tornado is not installed",
}


@pytest.mark.parametrize("key", ROWS)
def test_rows_have_known_keys_and_no_name_twice(key: str) -> None:
    row = ROWS[key]
    assert row
    assert row.keys() <= {"names", "values", "packages", "words"}
    listed = [*row.get("names", ()), *row.get("values", ())]
    assert len(listed) == len(set(listed))


def test_each_role_is_asked_for_and_there_is_each_that_is() -> None:
    asked: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        asked.update(re.findall(r"\brole\(\"([\w-]+)\"\)", path.read_text(encoding="utf-8")))
    assert asked == set(ROWS)


@pytest.mark.parametrize("name", NAMES)
def test_names_are_canonical(name: str) -> None:
    """Types carry canonical names, so another spelling would never match."""
    knowledge = Knowledge()
    owner, _, method = name.rpartition(".")
    assert knowledge.canonical(name) == name
    assert knowledge.canonical(owner) == owner or not knowledge.is_class(knowledge.canonical(owner)), method


def test_questions() -> None:
    assert "trl.SFTTrainer.train" in role("trains").names
    assert role("runs-and-waits").values["asyncio.to_thread"] == 0
    assert "asyncio.to_thread" in role("runs-and-waits").names
    assert role("asks-about-functions").has("inspect.signature")
    assert role("asks-about-functions").has("builtins.id")
    assert not role("asks-about-functions").has("inspector.look")
    assert "monkeypatch" in role("plugin-fixtures").words
    with pytest.raises(KeyError):
        role("no such role")


@pytest.mark.libraries
@pytest.mark.parametrize("name", NAMES)
def test_installed_libraries_have_the_name(name: str) -> None:
    if not is_installed(name) or name in OF_OLDER_RELEASES:
        pytest.skip(OF_OLDER_RELEASES.get(name, "the library is not installed here"))
    if dotted(name) is MISSING:
        owner, _, attribute = name.rpartition(".")
        assert member(dotted(owner), attribute) is not MISSING


@pytest.mark.libraries
@pytest.mark.parametrize(("name", "position"), [*role("runs-and-waits").values.items()])
def test_functions_are_taken_at_that_position(name: str, position: int) -> None:
    taken = [*inspect.signature(dotted(name)).parameters]
    assert taken[position + (taken[0] == "self")] == "func"


@pytest.mark.libraries
@pytest.mark.parametrize(
    ("name", "position"),
    [
        (n, p)
        for n, p in role("reads-environment").values.items()
        if is_installed(n) and n != "decouple.config"
    ],
)
def test_defaults_are_taken_at_that_position(name: str, position: int) -> None:
    taken = [each for each in inspect.signature(dotted(name)).parameters if each != "self"]
    assert taken[position] in ("default", "value")


@pytest.mark.libraries
def test_keys_of_config_are_those_that_pydantic_warns_of() -> None:
    known = importlib.import_module("pydantic._internal._config")
    assert role("renamed-config-keys").values == known.V2_RENAMED_KEYS
    assert role("removed-config-keys").words == known.V2_REMOVED_KEYS


@pytest.mark.libraries
@pytest.mark.parametrize("package", [name for name in role("placeholders").values if is_installed(name)])
def test_drivers_have_these_placeholders(package: str) -> None:
    style = getattr(importlib.import_module(package), "paramstyle", None)
    of_style = {"qmark": "?", "pyformat": "%s", "format": "%s", None: role("placeholders").values[package]}
    assert role("placeholders").values[package] == of_style[style]


@pytest.mark.libraries
@pytest.mark.parametrize("name", sorted(filter(is_installed, role("not-callable").names)))
def test_objects_of_these_classes_cannot_be_called(name: str) -> None:
    cls = dotted(name)
    bases = cls.__mro__ if isinstance(cls, type) else ()
    assert not any("__call__" in vars(each) for each in bases)


@pytest.mark.libraries
def test_workers_of_gunicorn_go_by_these_names() -> None:
    workers = pytest.importorskip("gunicorn.workers").SUPPORTED_WORKERS
    assert role("wsgi-workers").words >= workers.keys() - {"asgi"}
    assert {path.replace(":", ".") for key, path in workers.items() if key != "asgi"} <= role(
        "wsgi-workers"
    ).names


@pytest.mark.libraries
def test_fixtures_of_pytest_and_of_the_plugins_that_are_installed(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pytest", "--fixtures", "-q"]
    listed = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stdout
    found = set(re.findall(r"^([a-z]\w*)(?: \[\w+ scope\])? -- ", listed, re.MULTILINE))
    assert {"monkeypatch", "anyio_backend"} <= found <= role("plugin-fixtures").words
