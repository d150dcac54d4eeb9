"""What ``fapi check`` prints besides findings, and its exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from fapi_runs import BLOCKING, CLEAN, fapi, here

from flake8_fastapi.checking import progress
from flake8_fastapi.checking.progress import Progress

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "requirements.txt").write_text("fastapi\n")
    (tmp_path / "main.py").write_text(BLOCKING)
    (tmp_path / "other.py").write_text(BLOCKING + "    time.sleep(2)\n")
    return tmp_path


def test_a_summary_for_people(project: Path) -> None:
    result = here(project, "check", "--no-cache", "--output-format=concise")
    assert result.errors == "3 findings in 2 files.\n"
    assert here(project, "check", "--no-cache", "main.py").errors == "1 finding in 1 file.\n"
    assert here(project, "check", "--no-cache", "-q", "main.py").errors == ""


def test_statistics(project: Path) -> None:
    (project / "broken.py").write_text("def broken(:\n")
    result = here(project, "check", "--no-cache", "--statistics", "-q")
    assert result == (1, "3  FAPI101  blocking-sleep\n1  E999\n", "")


def test_exit_codes(project: Path) -> None:
    assert here(project, "check", "--no-cache", "--exit-zero").code == 0
    assert here(project, "check", "--no-cache", "--select=FAPI2").code == 0
    (project / "main.py").write_text(CLEAN)
    assert here(project, "check", "--no-cache", "main.py").code == 0


def test_files_that_do_not_parse_are_findings_of_their_own(project: Path) -> None:
    (project / "broken.py").write_text("x = 1\ndef broken(:\n")
    (project / "nothing.py").write_bytes(b"x = 1\0\n")
    (project / "deep.py").write_text("x = " + "(" * 1000 + ")" * 1000)
    result = here(project, "check", "--no-cache", "--output-format=concise", "-q")
    assert result.code == 1
    broken = [line for line in result.lines if "E999" in line]
    assert [line.split(":")[0] for line in broken] == ["broken.py", "deep.py", "nothing.py"]
    assert broken[0].startswith("broken.py:2:12: E999 SyntaxError: ")
    assert len([line for line in result.lines if "FAPI101" in line]) == 3


def test_programs_get_nothing_but_their_format(project: Path) -> None:
    result = here(project, "check", "--no-cache", "--output-format=json")
    assert len(json.loads(result.output)) >= 1


def test_standard_input(project: Path) -> None:
    for arguments, name in (([], "stdin"), (["--stdin-filename=other.py"], "other.py")):
        result = fapi(
            project, "check", "-", "--output-format=concise", "-q", *arguments, stdin=BLOCKING.encode()
        )
        assert result.code == 1
        assert result.output.startswith(f"{name}:10:5: FAPI101 ")
    excluded = fapi(
        project, "check", "-", "--stdin-filename=other.py", "--exclude=other.py", stdin=BLOCKING.encode()
    )
    assert (excluded.code, excluded.output) == (0, "")


PATHS = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_for_people_on_long_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0)
    monkeypatch.setattr(progress, "PAUSE", 0)
    terminal = Terminal()
    with Progress(4, terminal) as bar:
        bar.advance(1)
        bar.advance(2)
    first, second, end = terminal.getvalue().split("\r")[1:]
    assert first.startswith("#")
    assert "3/4 files" in second
    assert second.count("#") == 3 * first.count("#")
    assert end == "\x1b[K"
    for stream, hidden in ((StringIO(), False), (Terminal(), True)):
        with Progress(4, stream, hidden=hidden) as bar:
            bar.advance(4)
        assert stream.getvalue() == ""


IMPORTED = "import sys; from flake8_fastapi.cli import main; main(); print(*sorted(sys.modules), sep='\\n')"


def test_a_second_run_loads_neither_rules_nor_model(project: Path) -> None:
    command = [sys.executable, "-c", IMPORTED, "check", "--output-format=concise", "-q"]
    modules = []
    for _ in range(2):
        output = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False).stdout
        modules.append(set(output.splitlines()))
    wanted = {"flake8_fastapi.rules", "flake8_fastapi.model.project", "flake8_fastapi.engine"}
    assert wanted <= modules[0]
    assert "ast_grep_py" not in modules[0]
    assert modules[1].isdisjoint({*wanted, "flake8", "multiprocessing", "ast_grep_py"})


def test_the_command_s_own_imports_are_few() -> None:
    """The version is printed before anything but the command itself is imported."""
    code = "import sys; before = set(sys.modules); from flake8_fastapi.cli import main; main(['--version']); "
    code += "print(*sorted(set(sys.modules) - before))"
    output = subprocess.run(
        [sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True, env=PATHS
    )
    assert output.stdout.splitlines()[1].split() == ["__future__", "flake8_fastapi", "flake8_fastapi.cli"]
