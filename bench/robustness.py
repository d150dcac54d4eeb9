"""Run the plugin over code that was never written for it, and fail on any internal error.

    python bench/robustness.py                        # the standard library and all fetched corpora
    python bench/robustness.py --only stdlib
    python bench/robustness.py --only khoj --only skypilot
    python bench/robustness.py --python ~/venv/bin/python

The interpreter given must have flake8 and this project installed. What fails the
run: a FAPI000 finding, a flake8 that crashes in this plugin, a run over the time
limit. Each folder is copied first and given one file that uses FastAPI, because the
plugin leaves code alone that has nothing to do with it; opt-in rules run as well.
A crash of another checker on the same file (the standard library's tests
hold files that are broken on purpose) is told and counted, but is not ours.
"""

from __future__ import annotations

import argparse
import dataclasses
import functools
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpora import add_corpora_option, fetched_folders, find_folder, python_files

from flake8_fastapi.rules import load_rules

STANDARD_LIBRARY = "stdlib"
INTERNAL_ERROR = "FAPI000"
SECONDS_FOR_ONE_FILE = 120

_PROBE = """\
import time

from fastapi import FastAPI

app = FastAPI()


@app.get("/")
async def read_root() -> dict[str, str]:
    time.sleep(1)
    return {}
"""


@dataclasses.dataclass
class Outcome:
    """What the runs over one folder showed."""

    files: int = 0
    findings: int = 0
    internal_errors: list[str] = dataclasses.field(default_factory=list)
    crashes: list[str] = dataclasses.field(default_factory=list)
    foreign_crashes: list[str] = dataclasses.field(default_factory=list)


def flake8(python: Path, paths: Sequence[str], folder: Path, jobs: str, limit: float) -> tuple[int, str, str]:
    """One run of flake8 that shows this plugin's findings only: exit code, output, errors."""
    command = [
        str(python),
        "-m",
        "flake8",
        "--isolated",
        "--select=FAPI",
        "--disable-noqa",
        "--exclude=",
        "--fapi-no-cache",
    ]
    command += [f"--extend-select={','.join(opt_in_codes())}", f"--jobs={jobs}", *paths]
    try:
        finished = subprocess.run(command, cwd=folder, capture_output=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return -1, "", f"no end after {limit:.0f} seconds"
    return (
        finished.returncode,
        finished.stdout.decode(errors="replace"),
        finished.stderr.decode(errors="replace"),
    )


@functools.cache
def opt_in_codes() -> tuple[str, ...]:
    """The rules that run only when their full code is named."""
    return tuple(rule.code for rule in load_rules() if rule.opt_in)


def is_foreign(error: str) -> bool:
    """Whether a crash has nothing of this plugin in its traceback."""
    return "Traceback" in error and "flake8_fastapi" not in error and "FAP[" not in error


def read_output(output: str, outcome: Outcome) -> None:
    """Count the findings and keep the internal errors among them."""
    for line in output.splitlines():
        if f" {INTERNAL_ERROR} " in line:
            outcome.internal_errors.append(line)
        elif " FAPI" in line:
            outcome.findings += 1


def check(python: Path, folder: Path, jobs: str, limit: float) -> Outcome:
    """Run over a folder; when the whole run dies, over its files one by one to see which did it."""
    outcome = Outcome(files=sum(1 for _ in python_files(folder)))
    exit_code, output, errors = flake8(python, ["."], folder, jobs, limit)
    if exit_code in (0, 1) and "Traceback" not in errors:
        read_output(output, outcome)
        return outcome
    for path in python_files(folder):
        relative = str(path.relative_to(folder))
        file_exit_code, output, file_errors = flake8(python, [relative], folder, "1", SECONDS_FOR_ONE_FILE)
        if file_exit_code in (0, 1) and "Traceback" not in file_errors:
            read_output(output, outcome)
        else:
            crashes = outcome.foreign_crashes if is_foreign(file_errors) else outcome.crashes
            crashes.append(f"{relative}: {file_errors.strip()[-1500:]}")
    if not outcome.crashes and not outcome.foreign_crashes:
        outcome.crashes.append(
            f"the whole run failed ({exit_code}), none of its files alone: {errors.strip()[-1500:]}"
        )
    return outcome


def check_copy(python: Path, folder: Path, jobs: str, limit: float) -> Outcome:
    """Run over a copy that uses FastAPI, without the packages installed below the folder."""
    with tempfile.TemporaryDirectory() as work:
        copy = Path(work) / folder.name
        ignored = shutil.ignore_patterns("site-packages", "__pycache__")
        shutil.copytree(folder, copy, ignore=ignored, symlinks=True)
        (copy / "fastapi_probe.py").write_text(_PROBE, encoding="utf-8")
        return check(python, copy, jobs, limit)


def demand_working_plugin(python: Path) -> None:
    """Stop unless the plugin reports a finding that it must report: silence would look like success."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "probe.py").write_text(_PROBE, encoding="utf-8")
        _, output, errors = flake8(python, ["probe.py"], Path(folder), "1", 60)
    if "FAPI101" not in output:
        raise SystemExit(
            f"{python} has no working plugin: no FAPI101 for a plain time.sleep\n{output}{errors}"
        )


def standard_library(python: Path) -> Path:
    """The standard library of the interpreter that runs flake8, with its test suite."""
    command = [str(python), "-c", "import sysconfig; print(sysconfig.get_paths()['stdlib'])"]
    return Path(subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip())


def chosen_folders(only: Sequence[str], python: Path, corpora_folder: Path) -> Iterator[tuple[str, Path]]:
    """Name and folder of everything to run over."""
    for name in only or [STANDARD_LIBRARY, *map(str, fetched_folders(corpora_folder))]:
        if name == STANDARD_LIBRARY:
            folder = standard_library(python)
            if not (folder / "test" / "test_grammar.py").exists():
                print(f"note: {folder} comes without its test suite", file=sys.stderr)
            yield name, folder
        else:
            folder = find_folder(name, corpora_folder)
            yield folder.name, folder


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--only", action="append", default=[], metavar="NAME", help="stdlib, a corpus name or a path"
    )
    parser.add_argument("--python", type=Path, default=Path(sys.executable), help="has flake8 and the plugin")
    parser.add_argument("--jobs", default="1", help="flake8 -j (default: %(default)s)")
    parser.add_argument(
        "--limit", type=float, default=1800, help="seconds for one folder (default: %(default)s)"
    )
    add_corpora_option(parser)
    options = parser.parse_args()

    demand_working_plugin(options.python)
    failed = 0
    for name, folder in chosen_folders(options.only, options.python, options.corpora):
        outcome = check_copy(options.python, folder, options.jobs, options.limit)
        problems = outcome.internal_errors + outcome.crashes
        failed += len(problems)
        print(
            f"{name}: {outcome.files:,} files, {outcome.findings:,} findings, "
            f"{len(outcome.internal_errors)} {INTERNAL_ERROR}, {len(outcome.crashes)} crashes, "
            f"{len(outcome.foreign_crashes)} crashes of other checkers",
            flush=True,
        )
        for problem in problems:
            print(f"    {problem}", flush=True)
    print(f"{failed} problems")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
