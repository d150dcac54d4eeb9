"""Findings to make reports of, from real code and made up."""

from __future__ import annotations

import ast
import io
from pathlib import Path

from flake8_fastapi.engine import check
from flake8_fastapi.fixes.edit import Fix
from flake8_fastapi.model.effects import Step
from flake8_fastapi.reports import write_report
from flake8_fastapi.reports.result import FileResult
from flake8_fastapi.rule import Finding
from flake8_fastapi.settings import Settings


def checked(path: Path | str) -> FileResult:
    """The findings of a file under the rules that are on by default."""
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    lines = io.StringIO(text, newline="").readlines()
    findings = check(ast.parse(text), str(path), lines, Settings())
    return FileResult(str(path), tuple(findings), text)


def report(output_format: str, *results: FileResult, color: bool = False) -> str:
    """What a report says."""
    stream = io.StringIO()
    write_report(output_format, results, stream, color=color)
    return stream.getvalue()


def finding(
    line: int = 1,
    column: int = 0,
    *,
    code: str = "FAPI101",
    message: str = "time.sleep() blocks",
    chain: tuple[Step, ...] = (),
    fix: Fix | None = None,
) -> Finding:
    """A finding that no rule has made."""
    return Finding(code, line, column, message, chain, fix)


def step(name: str = "Session.get", path: str = "app/crud.py", line: int = 3) -> Step:
    """A step of a chain."""
    return Step(name, path, line)
