"""``fapi why``: what each call on a line resolves to, whether it blocks, and how that is known."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from flake8_fastapi.cli import main

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """\
import time
from contextlib import asynccontextmanager
from functools import cache
import requests
from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from sqlalchemy.orm import Session
import somewhere

@cache
def settings():
    return requests.get("https://example.com").json()

def read_perhaps(flag):
    if flag:
        return open("flag").read()

def opaque(thing):
    thing.run()

def load(db: Session):
    return db.query(1).first()

async def fetch():
    time.sleep(1)

kept = None
"""

LIFESPAN = """\
@asynccontextmanager
async def lifespan(app: FastAPI):
    LINE
    yield

app = FastAPI(lifespan=lifespan)
"""

HANDLER = """\
app = FastAPI()

@app.get("/")
async def handler(db: Session, thing, dependency=Depends(somewhere.give)):
    global kept
    LINE
"""

PLAIN = HANDLER.replace("async def", "def")


def answer(
    folder: Path, capsys: pytest.CaptureFixture[str], surrounding: str, line: str, name: str = "main.py"
) -> dict[str, Any]:
    """What the command says of a line in some surrounding."""
    if not (folder / "pyproject.toml").exists():
        (folder / "pyproject.toml").touch()
    text = HEAD + surrounding.replace("LINE", line)
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    last = line.splitlines()[-1].strip()
    number = max(place for place, each in enumerate(text.splitlines(), 1) if each.strip() == last)
    assert main(["why", f"{path}:{number}", "--output-format", "json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize(
    ("line", "resolved", "verdict", "reason"),
    [
        ("time.sleep(1)", "time.sleep of a library", "blocks", "it sleeps"),
        ("load(db)", "load (main.py:21)", "blocks", "synchronous session"),
        ("db.commit()", "method commit of sqlalchemy.orm.Session", "blocks", "synchronous session"),
        ("await run_in_threadpool(load, db)", "starlette.concurrency.run_in_threadpool of a library",
         "does not block", "`load` is handed to starlette.concurrency.run_in_threadpool"),
        ("await fetch()", "fetch (main.py:24)", "does not block", "it is awaited"),
        ("settings()", "settings (main.py:11)", "does not block", "memoised"),
        ("if kept is None:\n        kept = requests.get('x')", "requests.get of a library",
         "does not block", "memoised: it happens once"),
        ("read_perhaps(thing)", "read_perhaps (main.py:14)", "does not block", "in a branch"),
        ("opaque(thing)", "opaque (main.py:18)", "does not block", "not known in it: thing.run()"),
        ("thing.run()", None, "unknown", "the parameter `thing` has no annotation"),
        ("dependency.run()", None, "unknown", "given by `Depends(somewhere.give)`"),
        ("somewhere.give()", "somewhere.give of a library", "unknown", "the tables say nothing"),
        ("x = somewhere.give()\n    x.run()", None, "unknown", "`somewhere.give()` returns is not in"),
        ("return 1\n    time.sleep(1)", None, "not reached", "always ends"),
    ],
)  # fmt: skip
def test_calls_in_a_coroutine(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, resolved: str, verdict: str, reason: str
) -> None:
    found = answer(tmp_path, capsys, HANDLER, line)
    assert (found["function"], found["runs"]) == ("handler", "event loop")
    first = found["calls"][0]
    assert (first["resolved_to"], first["verdict"]) == (resolved, verdict)
    assert reason in " ".join(first["reasons"])
    assert bool(found["findings"]) is (verdict == "blocks")


def test_the_chain_and_the_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(tmp_path, capsys, HANDLER, "load(db)")
    assert found["calls"][0]["chain"] == ["Query.first (main.py:22)"]
    assert [each["code"] for each in found["findings"]] == ["FAPI109"]


@pytest.mark.parametrize(
    ("surrounding", "name", "runs"),
    [
        (PLAIN, "main.py", "threadpool"),
        (LIFESPAN, "main.py", "start-up"),
        ("def helper():\n    LINE\n", "main.py", "caller"),
        ("LINE\n", "main.py", "import"),
        (HANDLER, "tests/test_main.py", "tests"),
    ],
)
def test_where_it_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], surrounding: str, name: str, runs: str
) -> None:
    found = answer(tmp_path, capsys, surrounding, "time.sleep(2)", name)
    assert found["runs"] == runs
    assert found["findings"] == []


def test_the_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer(tmp_path, capsys, HANDLER, "load(db)")
    line = (tmp_path / "main.py").read_text().splitlines().index("    load(db)") + 1
    assert main(["why", f"{tmp_path / 'main.py'}:{line}"]) == 0
    told = capsys.readouterr().out
    assert "handler() runs on the event loop" in told
    assert "  blocks the event loop\n  because it waits for a database" in told
    assert "  through:\n    Query.first (main.py:22)" in told
    assert "  FAPI109 load() blocks the event loop" in told


@pytest.mark.parametrize(
    ("line", "configured", "code", "silenced"),
    [
        ("time.sleep(3)  # noqa: FAPI101", "", "FAPI101", "a # noqa comment silences it"),
        ("time.sleep(3)", "[tool.fapi]\nignore = ['FAPI1']\n", "FAPI101", "the configuration leaves it out"),
        ("open('x')", "", "FAPI105", None),
    ],
)  # fmt: skip
def test_what_silences_a_finding(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    line: str,
    configured: str,
    code: str,
    silenced: str | None,
) -> None:
    (tmp_path / "pyproject.toml").write_text(configured)
    monkeypatch.chdir(tmp_path)
    found = answer(tmp_path, capsys, HANDLER, line)["findings"]
    assert (found[0]["code"], found[0]["silenced"]) == (code, silenced)


@pytest.mark.parametrize(
    ("place", "complaint"),
    [
        ("main.py", "main.py: a file and a line are needed, such as app/main.py:31"),
        ("gone.py:3", "gone.py: there is no such file"),
        ("main.py:99", "main.py: there is no line 99; the file has 1"),
        ("main.py:0", "main.py: there is no line 0; the file has 1"),
        ("broken.py:1", "broken.py: this is not Python that can be parsed"),
    ],
)
def test_what_cannot_be_answered(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    complaint: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "main.py").write_text("x = 1\n")
    (tmp_path / "broken.py").write_text("x = (\n")
    assert main(["why", place]) == 2
    assert capsys.readouterr().err.startswith(f"fapi: error: {complaint}")
