"""The option, through the real flake8 and beside the real Ruff."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from real_ruff import reported

CODE = """\
import time

from fastapi import FastAPI

app = FastAPI()


def pause():
    time.sleep(1)


@app.get("/direct")
async def direct():
    time.sleep(1)


@app.get("/through")
async def through():
    pause()
"""

DIRECT, THROUGH = "main.py:14:5: FAPI101", "main.py:19:5: FAPI109"


def flake8(folder: Path, *arguments: str) -> list[str]:
    command = [sys.executable, "-m", "flake8", "--select=FAPI", *arguments]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert result.stderr == ""
    return [" ".join(line.removeprefix("./").split()[:2]) for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("ruff", "flake8_section", "found"),
    [
        ("lint.select = ['ASYNC']", "fapi-defer-to-ruff = true", [THROUGH]),
        ("lint.select = ['ASYNC']", "fapi_defer_to_ruff = True", [THROUGH]),
        ("lint.select = ['ASYNC']", "", [DIRECT, THROUGH]),
        ("lint.select = ['ASYNC']", "fapi-defer-to-ruff = false", [DIRECT, THROUGH]),
        (
            "lint.select = ['ASYNC']\nlint.ignore = ['ASYNC251']",
            "fapi-defer-to-ruff = true",
            [DIRECT, THROUGH],
        ),
    ],
)
def test_in_a_configuration_file(tmp_path: Path, ruff: str, flake8_section: str, found: list[str]) -> None:
    (tmp_path / "ruff.toml").write_text(ruff)
    (tmp_path / "setup.cfg").write_text(f"[flake8]\n{flake8_section}\n")
    (tmp_path / "main.py").write_text(CODE)
    assert flake8(tmp_path) == found
    by_ruff = {line for (_, line), codes in reported(tmp_path).items() if "ASYNC251" in codes}
    assert by_ruff == (set() if "ASYNC251" in ruff else {14})


def test_on_the_command_line_and_from_stdin(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.ruff.lint]\nextend-select = ['ASYNC251']\n")
    (tmp_path / "main.py").write_text(CODE)
    assert flake8(tmp_path, "--fapi-defer-to-ruff") == [THROUGH]
    command = [sys.executable, "-m", "flake8", "--select=FAPI", "--fapi-defer-to-ruff"]
    shown = subprocess.run(
        [*command, "--stdin-display-name=main.py", "-"],
        cwd=tmp_path,
        input=CODE,
        capture_output=True,
        text=True,
    )
    assert [" ".join(line.split()[:2]) for line in shown.stdout.splitlines()] == [THROUGH]


def test_in_the_projects_own_table(tmp_path: Path) -> None:
    configuration = "[tool.ruff.lint]\nextend-select = ['ASYNC251']\n\n[tool.fapi]\ndefer-to-ruff = true\n"
    (tmp_path / "pyproject.toml").write_text(configuration)
    (tmp_path / "main.py").write_text(CODE)
    program = "import sys; from flake8_fastapi.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", program, "check", "--output-format=concise", "--quiet"]
    for _ in range(2):  # out of the cache, too
        shown = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert [" ".join(line.split()[:2]) for line in shown.stdout.splitlines()] == [THROUGH]
    (tmp_path / "pyproject.toml").write_text(configuration.replace("extend-select", "ignore"))
    shown = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert [" ".join(line.split()[:2]) for line in shown.stdout.splitlines()] == [DIRECT, THROUGH]


def test_nothing_is_loaded_for_it_unless_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(CODE)
    program = (
        "import sys\nfrom flake8.main.cli import main\nmain(sys.argv[1:])\n"
        "print(sorted(name for name in sys.modules if 'ruff' in name), file=sys.stderr)"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program, "--select=FAPI", "-j1"], cwd=tmp_path, capture_output=True, text=True
    )
    assert DIRECT in shown.stdout
    assert shown.stderr == "[]\n"
