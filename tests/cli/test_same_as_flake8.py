"""``fapi check`` finds what ``flake8 --select FAPI`` finds, under the same configuration."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from fapi_runs import BLOCKING, EXAMPLES, check, flake8

if TYPE_CHECKING:
    from pathlib import Path

PROJECTS = ("FAPI101", "FAPI109", "FAPI001", "FAPI011", "FAPI201", "FAPI301", "FAPI501", "FAPI601")

CONFIGURATIONS = {
    "none": "",
    "plain": "[flake8]\n",
    "other plugins": "[flake8]\nselect = E,F,W,B9\nextend-ignore = E203,W503\nmax-line-length = 100\n",
    "opt-in": "[flake8]\nextend-select = FAPI110, FAPI016\nfapi-ignore = FAPI101,FAPI2\n",
    "per file": "[flake8]\nper-file-ignores =\n    bad.py: FAPI1\n    FAPI109/*: FAPI\n"
    "    */good.py: F401, E5\n    FAPI001/*,FAPI011/*: E501 F FA FAPI00\n",
    "folders": "[flake8]\nexclude = FAPI101,bad.py\nextend-exclude = ./FAPI201, */case_*\n",
    "names": "[flake8]\nfilename = *bad.py,./FAPI2*,*.txt\n",
    "settings": "[flake8]\nfapi-target-version = 0.90\nfapi-blocking-calls = builtins.print, random.random\n"
    "disable_noqa = yes\n",
}


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some of the examples side by side, and files that try how comments and encodings are understood."""
    folder = tmp_path_factory.mktemp("projects")
    for name in PROJECTS:
        shutil.copytree(EXAMPLES / name, folder / name, ignore=without_most_cases)
        (folder / name / "requirements.txt").write_text("fastapi\n")
    write_odd_files(folder / "odd")
    return folder


def without_most_cases(folder: str, names: list[str]) -> list[str]:
    """The entries of an example folder to leave out: what rules find is not what these tests are about."""
    return [name for name in names if name.startswith("case_") and not name.startswith("case_forms")]


def write_odd_files(folder: Path) -> None:
    """Files with ``noqa`` in all its forms, odd line ends, encodings and names."""
    folder.mkdir()
    sleep = "    time.sleep(1)"
    for name, line in {
        "silent": f"{sleep}  # noqa",
        "code": f"{sleep}  # noqa: FAPI101",
        "prefix": f"{sleep}  # noqa: E501, FAPI1 and why",
        "small": f"{sleep}  # NoQA:fapi101",
        "other": f"{sleep}  # noqa: E501",
        "spaced": f"{sleep}  # noqa : FAPI101",
        "statement": "    time.sleep(\n        1,\n    )  # noqa: FAPI101",
        "text": '    time.sleep(len("""one\ntwo # noqa: FAPI101\n"""))',
        "continued": "    time.sleep( \\\n        1)  # noqa: FAPI101",
        "file": f"{sleep}\n# flake8: noqa",
        "file_code": f"{sleep}\n# flake8: noqa: FAPI101",
        "file_other": f"{sleep}\n    # flake8: NOQA: E501",
        "file_behind": f"{sleep}  # flake8: noqa",
        "wide": '    "äöü 😀"; time.sleep(1)',
        "broken": "    time.sleep(",
        "nested": "    if True:\n        time.sleep(1)  # comment # noqa:FAPI102,FAPI101",
    }.items():
        (folder / f"{name}.py").write_text(BLOCKING.replace(sleep, line), encoding="utf-8")
    text = BLOCKING.replace("index", "index_ä")
    (folder / "crlf.py").write_bytes(BLOCKING.replace("\n", "\r\n").encode())
    (folder / "mac.py").write_bytes(BLOCKING.replace("\n", "\r").encode())
    (folder / "mark.py").write_bytes(b"\xef\xbb\xbf" + text.encode())
    (folder / "latin.py").write_bytes(b"# -*- coding: latin-1 -*-\n" + text.encode("latin-1"))
    (folder / "wrong.py").write_bytes(text.encode("latin-1"))
    (folder / "unknown.py").write_bytes(b"# -*- coding: klingon -*-\n" + BLOCKING.encode())
    (folder / "empty.py").write_bytes(b"")
    (folder / "endless.py").write_bytes(BLOCKING.rstrip("\n").encode())
    (folder / "notes.txt").write_text("no Python\n")
    (folder / "program").write_text(BLOCKING)
    (folder / "a b.py").write_text(BLOCKING)


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_the_same_findings(projects: Path, name: str) -> None:
    (projects / "tox.ini").write_text(CONFIGURATIONS[name])
    expected = sorted(line.removeprefix("./") for line in flake8(projects, ".").lines)
    assert expected
    found = sorted(line for line in check(projects, ".").lines if ": E999 " not in line)
    assert found == expected


@pytest.mark.parametrize(
    "paths",
    [
        ("FAPI101", "odd/program", "odd/broken.py"),
        ("FAPI101/bad.py", "FAPI201/bad.py"),
        ("./FAPI101/../FAPI109",),
    ],
)
def test_the_same_files(projects: Path, paths: tuple[str, ...]) -> None:
    (projects / "tox.ini").write_text("[flake8]\nextend-exclude = FAPI201\nper-file-ignores = odd/*: FAPI9\n")
    expected = {line.replace("./FAPI101/../", "") for line in flake8(projects, *paths).lines}
    assert {line for line in check(projects, *paths).lines if ": E999 " not in line} == expected


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_the_number_of_processes_changes_nothing(projects: Path, jobs: str) -> None:
    (projects / "tox.ini").write_text("")
    alone = check(projects, ".", "--jobs=1")
    assert check(projects, ".", f"--jobs={jobs}") == alone
    assert (
        check(projects, *sorted((each.name for each in projects.iterdir() if each.is_dir()), reverse=True))
        == alone
    )


SPAWNED = """
import sys
sys.platform = "darwin"  # where processes are not forked
from flake8_fastapi.cli import main
if __name__ == "__main__":
    sys.exit(main())
"""


def test_processes_that_inherit_nothing_find_the_same(projects: Path) -> None:
    (projects / "tox.ini").write_text("[flake8]\nextend-select = FAPI016\n")
    (projects / "fapi.py").write_text(SPAWNED)
    command = [sys.executable, "fapi.py", "check", "--jobs=2", "--no-cache", "--output-format=concise", "."]
    spawned = subprocess.run(command, cwd=projects, capture_output=True, text=True, check=False)
    assert (spawned.returncode, spawned.stdout, spawned.stderr) == check(projects, ".")


KILLED = """
import os, sys
from flake8_fastapi.checking.file_check import FileCheck
from flake8_fastapi.cli import main
check = FileCheck.check
first = os.getpid()
FileCheck.check = lambda self, path: check(self, path) if os.getpid() == first else os._exit(9)
sys.exit(main())
"""


def test_a_process_that_is_killed_is_told_and_nobody_waits_for_it(projects: Path) -> None:
    command = [sys.executable, "-c", KILLED, "check", "--jobs=2", "--no-cache", "."]
    result = subprocess.run(command, cwd=projects, capture_output=True, text=True, check=False, timeout=120)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "fapi: error: a process ended before its files were checked; try --jobs 1\n"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_user_who_stops_it_gets_no_traceback(projects: Path, jobs: str) -> None:
    code = "import os, signal, sys; from flake8_fastapi.checking import projects; "
    code += "signal.signal(signal.SIGINT, signal.default_int_handler); "  # ignored under nohup
    code += "projects.check_files = lambda *_: os.kill(os.getpid(), signal.SIGINT) or iter(()); "
    code += "from flake8_fastapi.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "check", f"--jobs={jobs}", "--no-cache", "."]
    result = subprocess.run(command, cwd=projects, capture_output=True, text=True, check=False, timeout=120)
    assert (result.returncode, result.stdout, result.stderr) == (130, "", "")
