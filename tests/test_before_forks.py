"""Before processes are forked one file is checked, so that they share what was found out for it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from two_files import FOUND, HELPER, write_two_files

from flake8_fastapi.checking.before_forks import file_to_begin_with

LOGGING = """\
import os, sys
from flake8_fastapi.engine import Engine

check = Engine.check

def logged(self, tree, filename, *rest):
    with open("../log", "a") as log:
        print(os.path.basename(filename), "first" if os.getpid() == first else "other", file=log)
    return check(self, tree, filename, *rest)

first = os.getpid()
Engine.check = logged
"""
"""Notes which files are checked, and whether in the process that began the run."""
INTERRUPTED = """\
import os, sys, time
from flake8_fastapi.engine import Engine

def interrupted(self, tree, filename, *rest):
    if os.getpid() == first:
        raise KeyboardInterrupt
    return []

first = os.getpid()
Engine.check = interrupted

def slow():  # longer than it takes until the wish to stop is passed on
    began = time.monotonic()
    while time.monotonic() < began + 0.1:
        pass

os.register_at_fork(after_in_parent=slow)
"""
FLAKE8 = "from flake8.main.cli import main; sys.exit(main(sys.argv[1:]))"
FAPI = "from flake8_fastapi.cli import main; sys.exit(main(['check', *sys.argv[1:]]))"

needs_fork = pytest.mark.skipif(sys.platform != "linux", reason="processes are not forked here")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a finding in one file that another one explains, and enough files for two processes."""
    folder = write_two_files(tmp_path)
    for number in range(20):
        (folder / "app" / f"requests_{number}.py").write_text(HELPER)
    return folder


def run(project: Path, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The outcome of a program that begins with one of the texts above."""
    return subprocess.run(
        [sys.executable, "-c", program, *arguments, "app"],
        cwd=project,
        env={**os.environ, "XDG_CACHE_HOME": str(project.parent / "caches")},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def checked(project: Path) -> list[str]:
    """The files that were checked, in that order, each with the process that did it."""
    return (project.parent / "log").read_text().splitlines()


def places(result: subprocess.CompletedProcess[str]) -> list[str]:
    """Place and code of each finding of a run that said nothing else but their number."""
    assert result.stderr in ("", "1 finding in 1 file.\n")
    return re.findall(r"^\S+: FAPI\d+", result.stdout.replace(os.sep, "/"), re.MULTILINE)


@needs_fork
@pytest.mark.parametrize("cache", [[], ["--fapi-no-cache"]], ids=["cache", "no cache"])
def test_flake8_checks_one_file_before_it_forks(project: Path, cache: list[str]) -> None:
    result = run(project, LOGGING + FLAKE8, "--isolated", "--select=FAPI", "-j3", *cache)
    assert places(result) == [FOUND]
    first, *others = checked(project)
    assert first == "main.py first"
    assert all(line.endswith(" other") for line in others)
    assert ("main.py other" in others) == bool(cache)  # the cache hands on what was found


@needs_fork
def test_what_is_known_already_is_not_checked_before_forks(project: Path) -> None:
    arguments = ("--isolated", "--select=FAPI", "-j2")
    run(project, LOGGING + FLAKE8, *arguments)
    (project.parent / "log").unlink()
    assert places(run(project, LOGGING + FLAKE8, *arguments)) == [FOUND]
    assert not (project.parent / "log").exists()


def test_one_process_has_nothing_to_prepare(project: Path) -> None:
    assert places(run(project, LOGGING + FLAKE8, "--isolated", "--select=FAPI", "-j1")) == [FOUND]
    lines = checked(project)
    assert len(lines) == len(set(lines)) == 23


@needs_fork
def test_fapi_checks_one_file_before_it_forks(project: Path) -> None:
    result = run(project, LOGGING + FAPI, "--isolated", "--output-format=concise", "--jobs=2")
    assert places(result) == [FOUND]
    first, *others = checked(project)
    assert first == "main.py first"
    assert len(others) == 22
    assert all(line.endswith(" other") for line in others)
    assert len({line.split()[0] for line in others}) == 22


@needs_fork
def test_who_stops_the_run_meanwhile_is_heard(project: Path) -> None:
    result = run(project, INTERRUPTED + FLAKE8, "--isolated", "--select=FAPI", "-j2")
    assert result.returncode == 1
    assert "... stopped" in result.stdout
    assert "Traceback" not in result.stderr
    assert "Exception ignored" not in result.stderr


def test_the_first_file_is_the_one_that_concerns_most_rules(project: Path) -> None:
    paths = [str(path) for path in sorted((project / "app").iterdir())]
    (project / "app" / "large.py").write_text("import fastapi\n" + "# nothing else\n" * 100)
    paths.append(str(project / "app" / "large.py"))
    assert file_to_begin_with(paths, lambda text: text.count("FastAPI")) == str(project / "app" / "main.py")


def test_no_file_comes_first_where_none_uses_fastapi(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "plain.py").write_text(HELPER)
    assert file_to_begin_with([str(tmp_path / "plain.py"), str(tmp_path / "gone.py")], len) is None
