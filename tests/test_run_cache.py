"""The cache of flake8 runs: it changes how long a run takes, never what it finds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from two_files import FOUND, HELPER, MAIN, write_two_files

from flake8_fastapi.checking.cache import NOTES
from flake8_fastapi.checking.run_cache import RunCache, default_folder
from flake8_fastapi.rule import Finding

SILENT = "def fetch() -> None:\n    return None\n"

RUN = "import sys; from flake8.main.cli import main; sys.exit(main(sys.argv[1:]))"
RUN_WITHOUT_ENGINE = f"""
from flake8_fastapi.engine import Engine

def check(*arguments):
    raise SystemExit("the engine was asked")

Engine.check = check
{RUN}
"""
"""flake8 in whose processes nothing can be found anew."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project of two files, with room for caches beside it."""
    return write_two_files(tmp_path)


def flake8(project: Path, *arguments: str, program: str = RUN, **environment: str) -> list[str]:
    """The beginnings of the lines that flake8 prints: place and code."""
    result = subprocess.run(
        [sys.executable, "-c", program, "--isolated", "--select=FAPI", *arguments, "."],
        cwd=project,
        env={**os.environ, "XDG_CACHE_HOME": str(project.parent / "caches"), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert result.stderr == "", result.stderr
    assert result.returncode == (1 if result.stdout else 0), result.stdout
    found = (line.removeprefix("./") for line in result.stdout.replace(os.sep, "/").splitlines())
    return sorted(" ".join(line.split()[:2]) for line in found)


def entries(folder: Path) -> list[Path]:
    """The files of a cache, without those that are notes for other programs."""
    return [each for each in folder.rglob("*") if each.is_file() and each.name not in NOTES]


def own_caches(project: Path) -> Path:
    return project.parent / "caches" / "flake8-fapi"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_second_run_finds_nothing_anew(project: Path, jobs: str) -> None:
    assert flake8(project, f"-j{jobs}") == [FOUND]
    assert len(entries(own_caches(project))) == 1
    assert flake8(project, f"-j{jobs}", program=RUN_WITHOUT_ENGINE) == [FOUND]


def test_processes_add_to_what_others_have_found(project: Path) -> None:
    assert flake8(project, "--exclude=helper.py") == [FOUND]
    assert flake8(project, "--exclude=main.py") == []
    assert flake8(project, program=RUN_WITHOUT_ENGINE) == [FOUND]


def test_a_change_in_another_file_counts(project: Path) -> None:
    assert flake8(project) == [FOUND]
    (project / "app" / "helper.py").write_text(SILENT)
    assert flake8(project) == []
    (project / "app" / "helper.py").write_text(HELPER)
    assert flake8(project) == [FOUND]


def test_a_change_in_the_file_counts(project: Path) -> None:
    assert flake8(project) == [FOUND]
    (project / "app" / "main.py").write_text("\n" + MAIN)
    assert flake8(project) == [FOUND.replace(":10:", ":11:")]


def test_a_new_file_counts(project: Path) -> None:
    (project / "app" / "helper.py").unlink()
    assert flake8(project) == []
    (project / "app" / "helper.py").write_text(HELPER)
    assert flake8(project) == [FOUND]


def test_options_have_findings_of_their_own(project: Path) -> None:
    assert flake8(project) == [FOUND]
    assert flake8(project, "--fapi-ignore=FAPI109") == []
    assert flake8(project, "--fapi-target-version=0.110") == [FOUND]
    assert flake8(project, "--extend-ignore=FAPI109") == []
    assert len(entries(own_caches(project))) == 4
    assert flake8(project) == [FOUND]


def test_text_from_an_editor_is_looked_at_itself(project: Path) -> None:
    assert flake8(project) == [FOUND]
    command = [sys.executable, "-m", "flake8", "--isolated", "--select=FAPI"]
    result = subprocess.run(
        [*command, "--stdin-display-name", "app/main.py", "-"],
        cwd=project,
        env={**os.environ, "XDG_CACHE_HOME": str(project.parent / "caches")},
        input=MAIN.replace("    fetch()", "    pass"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert flake8(project) == [FOUND]


@pytest.mark.parametrize("content", [b"", b"{}", b"nothing\n{}", b"\xff\xfe\x00", b"[" * 100_000])
def test_a_damaged_cache_is_as_good_as_none(project: Path, content: bytes) -> None:
    flake8(project)
    [entry] = entries(own_caches(project))
    entry.write_bytes(content)
    assert flake8(project) == [FOUND]
    assert flake8(project, program=RUN_WITHOUT_ENGINE) == [FOUND]


def test_no_cache(project: Path) -> None:
    assert flake8(project, "--fapi-no-cache") == [FOUND]
    assert not own_caches(project).exists()


def test_a_folder_of_the_users_choice(project: Path) -> None:
    chosen = project.parent / "chosen"
    assert flake8(project, f"--fapi-cache-dir={chosen}") == [FOUND]
    assert len(entries(chosen)) == 1
    assert not own_caches(project).exists()
    assert flake8(project, f"--fapi-cache-dir={chosen}", program=RUN_WITHOUT_ENGINE) == [FOUND]


def test_a_folder_that_cannot_be_made(project: Path) -> None:
    (project.parent / "caches").write_text("a file\n")
    assert flake8(project) == [FOUND]


def test_a_cache_that_another_process_is_writing(project: Path) -> None:
    flake8(project)
    [entry] = entries(own_caches(project))
    lock = entry.with_name(f"{entry.name}.lock")
    lock.write_text("")
    entry.unlink()
    assert flake8(project) == [FOUND]
    assert not entry.exists()
    os.utime(lock, (0, 0))  # its owner has been gone for long
    assert flake8(project) == [FOUND]
    assert entry.exists()
    assert not lock.exists()


def test_code_without_fastapi_has_no_cache(project: Path) -> None:
    (project / "app" / "main.py").write_text("import os\n")
    assert flake8(project) == []
    assert not own_caches(project).exists()


def test_errors_of_ours_are_not_kept(project: Path) -> None:
    path = str(project / "app" / "main.py")
    cache = RunCache(str(project.parent / "caches"), "test")
    broken = [Finding("FAPI000", 1, 0, "internal error")]
    assert cache.findings(path, ["x\n"], lambda: broken) == broken
    cache.store()
    fresh = RunCache(str(project.parent / "caches"), "test")
    assert fresh.findings(path, ["x\n"], list) == []


def test_links_are_looked_at_anew(project: Path) -> None:
    link = project / "app" / "linked.py"
    try:
        link.symlink_to(project / "app" / "main.py")
    except OSError:
        pytest.skip("links cannot be made here")
    cache = RunCache(str(project.parent / "caches"), "test")
    counted: list[int] = []

    def check() -> list[Finding]:
        counted.append(1)
        return []

    for _ in range(2):
        cache.findings(str(link), ["x\n"], check)
    assert len(counted) == 2


def test_the_default_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder() == str(tmp_path / "flake8-fapi")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert default_folder() == ""
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert Path(default_folder()).is_relative_to(tmp_path)
