"""Runs the real ``fapi`` and the real flake8 in a folder, each in a process of its own."""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from flake8_fastapi.cli import main

FAPI = ("-m", "flake8_fastapi")
EXAMPLES = Path(__file__).parents[2] / "examples"

BLOCKING = """\
import time

from fastapi import FastAPI

app = FastAPI()


@app.get("/")
async def index() -> None:
    time.sleep(1)
"""
"""A program with one finding: FAPI101 in line 10, column 5."""

CLEAN = BLOCKING.replace("async def", "def")


class Result(NamedTuple):
    """What a command printed and its exit code."""

    code: int
    output: str
    errors: str

    @property
    def lines(self) -> list[str]:
        """The lines on standard output, with forward slashes."""
        return self.output.replace(os.sep, "/").splitlines()


def fapi(folder: Path, *arguments: str, stdin: bytes | None = None, **environment: str) -> Result:
    """Run ``fapi`` in a folder; a traceback fails the test."""
    result = _run([sys.executable, *FAPI, *arguments], folder, stdin, environment)
    assert "Traceback" not in result.errors, result.errors
    return result


def check(folder: Path, *arguments: str, **environment: str) -> Result:
    """Run ``fapi check`` with one line a finding and without a cache."""
    return fapi(folder, "check", "--output-format=concise", "--no-cache", *arguments, **environment)


def here(folder: Path, *arguments: str) -> Result:
    """Run ``fapi`` in this process: quick, and right as long as only the checked files change.

    What is known of a project is kept until the process ends, and a command has a process of its own.
    """
    output, errors = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    before = os.getcwd()
    os.chdir(folder)
    try:
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
            try:
                code = main(arguments)
            except SystemExit as exit_:  # argparse
                code = exit_.code if isinstance(exit_.code, int) else 1
            output.flush()
    finally:
        os.chdir(before)
    return Result(code, output.buffer.getvalue().decode(), errors.getvalue())  # type: ignore[attr-defined]


def check_here(folder: Path, *arguments: str) -> Result:
    """``fapi check`` in this process, with one line a finding, without a cache and a summary."""
    return here(folder, "check", "--output-format=concise", "--no-cache", "--quiet", *arguments)


def flake8(folder: Path, *arguments: str) -> Result:
    """Run flake8 as ``flake8 --select FAPI`` in a folder."""
    return _run([sys.executable, "-m", "flake8", "--jobs=1", "--select=FAPI", *arguments], folder, None, {})


def _run(command: list[str], folder: Path, stdin: bytes | None, environment: dict[str, str]) -> Result:
    finished = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        input=stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        timeout=300,
        check=False,
    )
    return Result(finished.returncode, finished.stdout.decode(), finished.stderr.decode())


def one_error(result: Result) -> str:
    """The one line that says why nothing was done."""
    assert result.code == 2, result
    assert result.output == ""
    lines = result.errors.splitlines()
    assert len(lines) == 1, lines
    return re.sub(r"^fapi: error: ", "", lines[0])
