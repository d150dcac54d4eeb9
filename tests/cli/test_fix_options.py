"""``--fix``, ``--unsafe-fixes`` and ``--diff``: what is written, and what is left alone."""

from __future__ import annotations

import os
import stat
import subprocess
from typing import TYPE_CHECKING

import pytest
from fapi_runs import BLOCKING, check_here, fapi, here

if TYPE_CHECKING:
    from pathlib import Path

FIXED = BLOCKING.replace("import time", "import asyncio").replace("time.sleep", "await asyncio.sleep")
OTHER = """\
import requests


async def fetch() -> None:
    requests.get("https://example.org")
"""
"""A finding that no safe fix cures."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "requirements.txt").write_text("fastapi\n")
    (tmp_path / "main.py").write_text(BLOCKING)
    return tmp_path


def test_what_is_left_decides_about_the_exit_code(project: Path) -> None:
    result = here(project, "check", "--fix", "--no-cache")
    assert (result.code, result.output) == (0, "")
    assert result.errors == "Fixed 1 finding; nothing is left.\n"
    assert (project / "main.py").read_text() == FIXED
    again = here(project, "check", "--fix", "--no-cache")
    assert again.errors == "Nothing found.\n"
    assert (project / "main.py").read_text() == FIXED


def test_what_remains_is_printed_where_it_stands_now(project: Path) -> None:
    before = BLOCKING.replace("import time", "import time\nimport requests") + '    requests.get("u")\n'
    (project / "main.py").write_text(before)
    result = check_here(project, "--fix")
    assert result.code == 1
    [line] = result.lines
    number, text = int(line.split(":")[1]), (project / "main.py").read_text()
    assert text.splitlines()[number - 1] == '    requests.get("u")'
    assert "await asyncio.sleep(1)" in text


def test_a_diff_can_be_applied_and_writes_nothing(project: Path) -> None:
    crlf = project / "crlf.py"
    crlf.write_bytes(BLOCKING.replace("\n", "\r\n").encode())
    latin = project / "latin.py"
    latin.write_bytes(b"# coding: latin-1\n# \xe4\n" + BLOCKING.rstrip("\n").encode())
    before = {path: path.read_bytes() for path in project.iterdir()}
    result = fapi(project, "check", "--diff", "--no-cache", "--exclude=latin.py")
    assert result.code == 1
    assert result.errors == "2 findings would be fixed.\n"
    assert {path: path.read_bytes() for path in project.iterdir()} == before
    everything = subprocess_output(project, "check", "--diff", "--no-cache")
    subprocess.run(
        ["patch", "--binary", "-p0"], input=everything, cwd=project, check=True, capture_output=True
    )
    applied = {path.name: path.read_bytes() for path in project.iterdir()}
    for path, content in before.items():
        path.write_bytes(content)
    here(project, "check", "--fix", "--no-cache")
    assert {path.name: path.read_bytes() for path in project.iterdir()} == applied
    assert applied["main.py"].decode() == FIXED
    assert subprocess_output(project, "check", "--diff", "--no-cache") == b""


def subprocess_output(project: Path, *arguments: str) -> bytes:
    import sys

    from fapi_runs import FAPI

    return subprocess.run(
        [sys.executable, *FAPI, *arguments], cwd=project, capture_output=True, check=False
    ).stdout


@pytest.mark.parametrize(
    "content",
    [
        BLOCKING.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + BLOCKING.encode(),
        BLOCKING.rstrip("\n").encode(),
        b"# -*- coding: latin-1 -*-\n# \xe4\xf6\xfc\n" + BLOCKING.encode(),
        b"# -*- coding: cp1251 -*-\n# \xe4\xf6\xfc\n" + BLOCKING.replace("\n", "\r\n").encode(),
        "# \u00e4 \U0001f600\n\f\n".encode() + BLOCKING.encode(),
    ],
    ids=["crlf", "mark", "endless", "latin-1", "cp1251", "form feed"],
)
def test_all_but_the_fix_stays_as_it_is(project: Path, content: bytes) -> None:
    (project / "main.py").write_bytes(content)
    assert check_here(project, "--fix").code == 0
    expected = content.replace(b"import time", b"import asyncio").replace(
        b"time.sleep", b"await asyncio.sleep"
    )
    assert (project / "main.py").read_bytes() == expected


def test_a_file_in_another_encoding_than_it_declares_is_left_alone(project: Path) -> None:
    content = b"# \xe4\n" + BLOCKING.encode()
    (project / "main.py").write_bytes(content)
    assert check_here(project, "--fix", "--unsafe-fixes").code == 1
    assert (project / "main.py").read_bytes() == content


@pytest.mark.parametrize(
    "line", ["time.sleep(1)  # noqa", "time.sleep(1)  # noqa: FAPI101", "time.sleep(1)\n# flake8: noqa"]
)
def test_silenced_findings_are_not_fixed(project: Path, line: str) -> None:
    text = BLOCKING.replace("time.sleep(1)", line)
    (project / "main.py").write_text(text)
    assert check_here(project, "--fix", "--unsafe-fixes") == (0, "", "")
    assert (project / "main.py").read_text() == text


def test_only_what_is_selected_is_fixed(project: Path) -> None:
    for arguments in (["--select=FAPI2"], ["--ignore=FAPI101"], ["--exclude=main.py"]):
        check_here(project, "--fix", *arguments)
        assert (project / "main.py").read_text() == BLOCKING
    (project / "pyproject.toml").write_text('[tool.fapi.per-file-ignores]\n"main.py" = ["FAPI101"]\n')
    check_here(project, "--fix")
    assert (project / "main.py").read_text() == BLOCKING


def test_only_changed_lines_are_fixed(project: Path) -> None:
    from test_git import git

    text = BLOCKING + BLOCKING.partition("\n\n\n")[2].replace('"/"', '"/b"').replace("index", "second")
    (project / "main.py").write_text(text)
    git(project, "init", "--quiet")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "--message=first")
    (project / "main.py").write_text(
        text.replace("second() -> None:\n    time.sleep(1)", "second() -> None:\n    time.sleep(2)")
    )
    fapi(project, "check", "--fix", "--no-cache", "--changed-since=HEAD")
    after = (project / "main.py").read_text()
    assert "    time.sleep(1)" in after
    assert "await asyncio.sleep(2)" in after


def test_modes_and_links_stay(project: Path) -> None:
    (project / "main.py").chmod(0o754)
    (project / "real").mkdir()
    (project / "real" / "linked.txt").write_text(BLOCKING)
    (project / "link.py").symlink_to("real/linked.txt")
    assert check_here(project, "--fix", "main.py", "link.py").code == 0
    assert stat.S_IMODE(os.stat(project / "main.py").st_mode) == 0o754
    assert (project / "link.py").is_symlink()
    assert (project / "real" / "linked.txt").read_text() == FIXED
    assert sorted(each.name for each in project.iterdir()) == [
        "link.py",
        "main.py",
        "real",
        "requirements.txt",
    ]


def test_unsafe_fixes_only_when_asked_for(project: Path) -> None:
    (project / "main.py").write_text(f"import fastapi\n{OTHER}")
    safe = check_here(project, "--fix")
    assert (project / "main.py").read_text() == f"import fastapi\n{OTHER}"
    assert safe.code == 1


def test_standard_input_is_fixed_to_standard_output(project: Path) -> None:
    content = BLOCKING.replace("\n", "\r\n").encode() + b'    requests.get("u")\r\n'
    content = content.replace(b"import time", b"import time\r\nimport requests")
    result = fapi(
        project,
        "check",
        "-",
        "--stdin-filename=main.py",
        "--fix",
        "--output-format=concise",
        "-q",
        stdin=content,
    )
    assert result.code == 1
    assert "await asyncio.sleep(1)\r\n" in result.output
    [line] = result.errors.splitlines()
    assert line.startswith("main.py:12:5: FAPI1")
    diff = fapi(project, "check", "-", "--stdin-filename=main.py", "--diff", stdin=BLOCKING.encode())
    assert diff.output.startswith("--- main.py\n+++ main.py\n@@")
    assert (project / "main.py").read_text() == BLOCKING
