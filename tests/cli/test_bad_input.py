"""What cannot be done is said in one line, with exit code 2, and nothing is written."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from fapi_runs import BLOCKING, fapi, here, one_error

from flake8_fastapi.model import disk

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "main.py").write_text(BLOCKING)
    return tmp_path


BROKEN_BASELINES = {
    "no JSON": "findings: []",
    "no object": "[1]",
    "no findings": '{"version": 1}',
    "another version": '{"version": 2, "findings": []}',
    "no finding": '{"version": 1, "findings": [7]}',
    "a wrong count": '{"version": 1, "findings": [{"path": "a", "code": "b", "message": "c",'
    ' "line": "d", "count": 0}]}',
    "nested": "[" * 100_000,
}


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("missing.py",), "missing.py: no such file or folder"),
        (("main.py", "missing"), "missing: no such file or folder"),
        (("--config", "missing.toml"), "--config: missing.toml is no file"),
        (("--config", "main.py"), "--config: main.py has no section [flake8]"),
        (("--config", "main.py", "--isolated"), "exclude each other"),
        (("--select", "FAPI999"), "'FAPI999' is no rule and no beginning of one"),
        (("--select", "E501"), "'E501' is no rule"),
        (("--extend-ignore", "FAPI101,fapi1"), "'fapi1' is no rule"),
        (("--target-version", "latest"), "'latest' is no FastAPI version"),
        (("--baseline", "missing.json"), "baseline missing.json cannot be read: No such file"),
        (("--changed-since", "HEAD"), "--changed-since: this folder is in no git repository"),
        (("--write-baseline", "b.json", "--changed-since", "HEAD"), "exclude each other"),
        (("--write-baseline", "missing/b.json"), "missing/b.json cannot be written: No such file"),
        (("--write-baseline", "b.json", "--fix"), "--fix and --write-baseline exclude each other"),
        (("--fix", "--diff"), "--fix and --diff exclude each other"),
        (("--unsafe-fixes",), "--unsafe-fixes needs --fix or --diff"),
        (("--statistics", "--output-format", "json"), "--statistics cannot be printed as json"),
        (("-", "main.py"), "- stands for the only file to check"),
        (("--stdin-filename", "main.py"), "--stdin-filename needs - as the file to check"),
    ],
)
def test_one_line_each(project: Path, arguments: tuple[str, ...], complaint: str) -> None:
    error = one_error(here(project, "check", *arguments))
    assert complaint in error.replace(f"{project}{os.sep}", "")
    assert {each.name for each in project.iterdir()} <= {"main.py", ".fapi_cache"}
    assert (project / "main.py").read_text() == BLOCKING


@pytest.mark.parametrize("name", BROKEN_BASELINES)
def test_a_broken_baseline(project: Path, name: str) -> None:
    (project / "b.json").write_text(BROKEN_BASELINES[name])
    assert one_error(here(project, "check", "--baseline", "b.json", "--fix")).startswith("baseline ")
    assert (project / "main.py").read_text() == BLOCKING


def test_a_file_that_cannot_be_read(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named, and the others are checked all the same; nothing is fixed and no baseline written."""
    (project / "other.py").write_text(BLOCKING)
    read_bytes = disk.read_bytes
    monkeypatch.setattr(
        disk,
        "read_bytes",
        lambda path, most=-1: None if path.endswith("other.py") else read_bytes(path, most),
    )
    for options in ([], ["--fix", "--unsafe-fixes"], ["--write-baseline=b.json"], ["--exit-zero"]):
        result = here(project, "check", "-q", "--no-cache", "--output-format=concise", *options)
        assert result.code == 2
        assert [line.split()[:2] for line in result.lines] == [["main.py:10:5:", "FAPI101"]]
        [error] = result.errors.splitlines()
        assert error.startswith("fapi: error: other.py cannot be read: ")
        assert (project / "main.py").read_text() == BLOCKING
        assert not (project / "b.json").exists()


def test_unknown_options_are_argparse_s(project: Path) -> None:
    result = fapi(project, "check", "--jobs", "0")
    assert result.code == 2
    assert "'0' is neither 'auto' nor a number from 1 on" in result.errors
    assert fapi(project, "check", "--output-format", "xml").code == 2
    assert fapi(project, "nonsense").code == 2


@pytest.mark.skipif(sys.version_info[:2] == (3, 12), reason="its parser has a limit of its own")
def test_a_long_expression_can_be_read_whatever_was_checked_before(project: Path) -> None:
    terms = " + ".join(["1"] * 5000)  # more than Python's parser goes down by itself
    (project / "long.py").write_text(f"{BLOCKING}    return {terms}\n")
    result = fapi(project, "check", "-q", "--no-cache", "--output-format=concise", "long.py")
    assert [line.split()[:2] for line in result.lines] == [["long.py:10:5:", "FAPI101"]]
