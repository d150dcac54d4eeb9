"""The cache of ``fapi check``: it changes how long a run takes, never what it finds."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from fapi_runs import BLOCKING, EXAMPLES, FAPI, Result, fapi

from flake8_fastapi.checking.cache import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MAIN = """\
from fastapi import Depends, FastAPI

from app.helper import fetch
from app.other import plain

app = FastAPI()


@app.get("/")
async def index(value: int = Depends(plain)) -> None:
    fetch()


async def prepare() -> None:
    fetch()
"""
BLOCKS = "import requests\n\n\ndef fetch() -> None:\n    requests.get('https://example.org')\n"
YIELDS = """\
from fastapi import HTTPException


def plain():
    yield 1
    raise HTTPException(500)
"""
SILENT = "def fetch() -> None:\n    return None\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose only finding in one file depends on another."""
    (tmp_path / "pyproject.toml").write_text('[tool.fapi]\nselect = ["FAPI"]\n')
    (tmp_path / "requirements.txt").write_text("fastapi==0.120\nrequests\n")
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "__init__.py").write_text("")
    (tmp_path / "app" / "main.py").write_text(MAIN)
    (tmp_path / "app" / "helper.py").write_text(BLOCKS)
    (tmp_path / "app" / "other.py").write_text(YIELDS)
    return tmp_path


def run(project: Path, *arguments: str) -> Result:
    return fapi(project, "check", "--output-format=concise", *arguments)


def entries(project: Path) -> list[Path]:
    return sorted((project / FOLDER).glob("*.json"))


def poison(project: Path) -> None:
    """Change the remembered message, so that a run shows whether it remembers."""
    from flake8_fastapi.checking.cache import digest

    for entry in entries(project):
        document = json.loads(entry.read_text().partition("\n")[2])
        for rows in document["findings"].values():
            for row in rows:
                row[3] = "remembered"
        text = json.dumps(document)
        entry.write_text(f"{digest(text)}\n{text}")


def same_as_without_cache(project: Path) -> Result:
    """A run with the cache, which must find what one without it finds."""
    with_cache = run(project)
    assert with_cache == run(project, "--no-cache")
    assert "remembered" not in with_cache.output
    return with_cache


def test_what_was_found_is_remembered(project: Path) -> None:
    first = run(project)
    assert [line.split()[1] for line in first.lines] == ["FAPI109", "FAPI109", "FAPI004"]
    poison(project)
    assert "remembered" in run(project).output
    assert "remembered" not in run(project, "--no-cache").output
    assert "remembered" in run(project, "app/main.py").output  # one file of those
    assert (project / FOLDER / ".gitignore").read_text().endswith("*\n")
    assert (project / FOLDER / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f")


def test_chains_and_fixes_are_remembered(project: Path) -> None:
    (project / "app" / "sleeps.py").write_bytes(BLOCKING.replace("\n", "\r\n").encode())
    for output_format in ("json", "json-lines", "sarif"):
        first = fapi(project, "check", f"--output-format={output_format}")
        assert "asyncio" in first.output
        assert fapi(project, "check", f"--output-format={output_format}") == first
        assert fapi(project, "check", f"--output-format={output_format}", "--no-cache") == first
    assert len(entries(project)) == 1


def rewrite(name: str, text: str) -> Callable[[Path], object]:
    return lambda project: (project / name).write_text(text)


CHANGES: dict[str, Callable[[Path], object]] = {
    "another file": rewrite("app/helper.py", SILENT),
    "the file": rewrite("app/main.py", MAIN.replace("    fetch()", "    pass", 1)),
    "a file is gone": lambda project: (project / "app" / "helper.py").unlink(),
    "a package comes in the way": lambda project: (
        (project / "app" / "helper").mkdir(),
        (project / "app" / "helper" / "__init__.py").write_text(SILENT),
    ),
    "a file comes in the way": rewrite("requests.py", "def get(url: str) -> None: ...\n"),
    "a caller is added": rewrite(
        "app/start.py", "import asyncio\nfrom app.main import prepare\n\nasyncio.run(prepare())\n"
    ),
    "the configuration": rewrite(
        "pyproject.toml", '[tool.fapi]\nignore = ["FAPI109", "FAPI109", "FAPI004"]\n'
    ),
    "the settings": rewrite("pyproject.toml", '[tool.fapi]\nblocking-calls = ["app.other.plain"]\n'),
    "the versions": rewrite("requirements.txt", "fastapi==0.60\n"),
    "a lock file": rewrite("uv.lock", '[[package]]\nname = "fastapi"\nversion = "0.60.0"\n'),
    "a comment": rewrite("app/main.py", MAIN.replace("fetch()\n", "fetch()  # noqa\n")),
    "a syntax error": rewrite("app/helper.py", "def fetch(:\n"),
    "no FastAPI": rewrite("app/main.py", "print(1)\n"),
}


UNFELT = ("the settings",)
"""Changes that may concern any finding, and none of this project."""


@pytest.mark.parametrize("change", CHANGES)
def test_what_has_changed_is_noticed(project: Path, change: str) -> None:
    before = run(project)
    poison(project)
    CHANGES[change](project)
    after = same_as_without_cache(project)
    if change not in UNFELT:
        assert after.lines != before.lines
    assert run(project) == after


def test_a_change_of_the_same_size_and_time_is_noticed(project: Path) -> None:
    helper = project / "app" / "helper.py"
    status = os.stat(helper)
    run(project)
    poison(project)
    helper.write_text(BLOCKS.replace("requests.get", "requestz.get"))
    os.utime(helper, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert os.stat(helper).st_size == status.st_size
    same_as_without_cache(project)


def test_a_fresh_checkout_is_remembered(project: Path) -> None:
    run(project)
    poison(project)
    for path in project.rglob("*.*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    assert "remembered" in run(project).output
    assert "remembered" in run(project).output


def test_what_tools_leave_behind_changes_nothing(project: Path) -> None:
    run(project)
    poison(project)
    (project / "app" / "__pycache__").mkdir()
    (project / ".mypy_cache").mkdir()
    assert "remembered" in run(project).output


@pytest.mark.parametrize(
    "text", ["", "nonsense", "0\n{}", '{"findings": []}\n', "\0" * 99, "[" * 100_000], ids=range(6)
)
def test_a_damaged_cache_is_as_good_as_none(project: Path, text: str) -> None:
    from flake8_fastapi.checking.cache import digest

    expected = run(project)
    [entry] = entries(project)
    for damaged in (text, f"{digest(text)}\n{text}", entry.read_text()[:-9]):
        entry.write_text(damaged)
        assert run(project) == expected


def test_a_foreign_cache_is_as_good_as_none(project: Path) -> None:
    (project / FOLDER).mkdir()
    (project / FOLDER / "notes.txt").write_text("mine\n")
    expected = run(project)
    [entry] = entries(project)
    entry.unlink()
    entry.mkdir()
    assert run(project) == expected
    assert (project / FOLDER / "notes.txt").read_text() == "mine\n"


def test_a_cache_that_cannot_be_written_is_left_unwritten(project: Path) -> None:
    (project / FOLDER).write_text("in the way\n")
    assert run(project) == run(project, "--no-cache")
    assert (project / FOLDER).read_text() == "in the way\n"


def test_runs_at_the_same_time_do_not_disturb_each_other(project: Path) -> None:
    expected = run(project, "--no-cache")
    command = [sys.executable, *FAPI, "check", "--output-format=concise"]
    processes = [
        subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    for process in processes:
        output, errors = process.communicate(timeout=300)
        assert (process.returncode, output.decode(), errors.decode()) == expected
    assert len(list((project / FOLDER).iterdir())) == 3
    assert run(project) == expected


def test_projects_side_by_side_have_entries_of_their_own(project: Path) -> None:
    for name in ("one", "two"):
        (project / name).mkdir()
        (project / name / "setup.py").write_text("")
        (project / name / "main.py").write_text(BLOCKING)
    run(project, "one", "two")
    assert len(entries(project)) == 2
    poison(project)
    (project / "one" / "new.py").write_text("x = 1\n")
    first, second = run(project, "one", "two").lines
    assert "remembered" not in first
    assert "remembered" in second


EVERYTHING_OPENED = """
import os, sys
from flake8_fastapi.checking.configuration import Configuration
from flake8_fastapi.checking.jobs import check_in_processes
from flake8_fastapi.checking.observations import Observations
from flake8_fastapi.rules import load_rules

here = os.getcwd() + os.sep
opened, listed = set(), set()

def hook(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and arguments[0].startswith(here):
        opened.add(arguments[0])
    elif event in ("os.listdir", "os.scandir") and str(arguments[0]).startswith(here.rstrip(os.sep)):
        listed.add(str(arguments[0]).rstrip(os.sep))

codes = tuple(rule.code for rule in load_rules())
paths = sorted(os.path.join(d, n) for d, _, names in os.walk(here) for n in names if n.endswith(".py"))
sys.addaudithook(hook)
seen = Observations()
configuration = Configuration(folder=here, extend_select=codes, defer_to_ruff=True)
for _ in check_in_processes(paths, configuration, 1, seen):
    pass
assert len(opened) > len(paths) and listed
known = {os.path.realpath(path) for path in (*seen.files, *seen.directories)}
print(sorted((opened | listed) - known))
"""


def test_all_that_is_looked_at_is_noted(tmp_path: Path) -> None:
    """With every rule on, nothing below the folder is opened or listed without being noted."""
    for name in ("FAPI101", "FAPI109", "FAPI307", "FAPI808", "FAPI703", "FAPI601", "FAPI004"):
        if (EXAMPLES / name).is_dir():
            shutil.copytree(EXAMPLES / name, tmp_path / name)
            (tmp_path / name / "requirements.txt").write_text("fastapi\n")
    (tmp_path / "ruff.toml").write_text('lint.select = ["ASYNC"]\n')
    command = [sys.executable, "-c", EVERYTHING_OPENED]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300)
    assert (result.returncode, result.stdout.strip(), result.stderr) == (0, "[]", "")
