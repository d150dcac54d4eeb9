"""Virtualenvs with one flake8 setup each, and one measured run of flake8 in them."""

from __future__ import annotations

import dataclasses
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, cast

_NOT_COPIED = shutil.ignore_patterns(".*", "bench", "build", "dist", "*.egg-info", "__pycache__", "venv")


@dataclasses.dataclass(frozen=True)
class Run:
    """What one whole flake8 process, with all its workers, used and printed."""

    cpu_seconds: float
    wall_seconds: float
    peak_megabytes: float
    exit_code: int
    output_lines: int
    errors: str


def call(command: Sequence[str | Path]) -> None:
    """Run a set-up command; stop with its own words when it fails."""
    finished = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if finished.returncode != 0:
        words = " ".join(str(word) for word in command)
        raise SystemExit(f"failed: {words}\n{finished.stdout[-2000:]}{finished.stderr[-2000:]}")


def make_environment(folder: Path, requirements: Sequence[str], base_python: str = sys.executable) -> Path:
    """Make (or bring up to date) a virtualenv and return its interpreter."""
    python = folder / "bin" / "python"
    if not python.exists():
        call([base_python, "-m", "venv", folder])
    call([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *requirements])
    return python


def reinstall(python: Path, project: Path) -> None:
    """Install the project's present state, even when its version has not changed.

    It is built from a copy: a build leaves a folder behind, and a later build
    would take modules from it that have been deleted since.
    """
    pip_install: list[str | Path] = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(project, copy, ignore=_NOT_COPIED)
        call([*pip_install, copy])
        call([*pip_install, "--force-reinstall", "--no-deps", copy])


def flake8_version(python: Path) -> str:
    """flake8's own line about itself: its version and the plugins that it found."""
    command = [str(python), "-m", "flake8", "--version"]
    return " ".join(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def run_flake8(python: Path, arguments: Sequence[str], working_folder: Path) -> Run:
    """Run flake8 once, without the configuration of what it checks, and measure the whole of it."""
    return run_command([python, "-m", "flake8", "--isolated", *arguments], working_folder)


def run_command(command: Sequence[str | Path], working_folder: Path, output_file: Path | None = None) -> Run:
    """Run a command once and measure the whole of it; its output goes to a file if one is named.

    CPU time is user plus system time of the process and of the workers that it
    waited for. The peak is the largest resident set of any one of them.
    """
    with tempfile.TemporaryFile() as errors, _output(output_file) as output:
        before = os.times().elapsed
        process = subprocess.Popen(
            [str(word) for word in command], cwd=working_folder, stdout=output, stderr=errors
        )
        _, status, used = os.wait4(process.pid, 0)
        wall_seconds = os.times().elapsed - before
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        output_lines = sum(1 for _ in output)
        errors.seek(0)
        error_text = errors.read().decode(errors="replace")
    # Linux counts ru_maxrss in kilobytes, macOS in bytes.
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Run(
        cpu_seconds=used.ru_utime + used.ru_stime,
        wall_seconds=wall_seconds,
        peak_megabytes=used.ru_maxrss / unit,
        exit_code=process.returncode,
        output_lines=output_lines,
        errors=error_text,
    )


def _output(path: Path | None) -> BinaryIO:
    return path.open("w+b") if path is not None else cast("BinaryIO", tempfile.TemporaryFile())
