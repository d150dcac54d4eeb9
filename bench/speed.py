"""Measure what the plugin adds to whole flake8 runs: CPU time and peak memory.

    python bench/speed.py khoj django                   # names of corpora.toml, or folders
    python bench/speed.py skypilot --runs 7 --jobs 1
    python bench/speed.py khoj --compare flake8-bugbear --compare flake8-async

Each setup has a virtualenv of its own with the same flake8: bare; with this
project, once with an empty cache and again with what the first run left; and with
each --compare package. One round runs every setup once, and
the rounds follow each other (A B C A B C …), so that a machine that becomes
slower or faster meets all setups alike; the ratios are taken within a round.

It prints figures and never decides whether they are good enough.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from corpora import BENCH_FOLDER, add_corpora_option, find_folder, measure_size
from environments import Run, flake8_version, make_environment, reinstall, run_flake8

BARE = "bare flake8"
FIRST, AGAIN = "with this project, first run", "with this project, again"


def make_setups(
    work_folder: Path, project: Path, compare: Sequence[str], base_python: str
) -> dict[str, Path]:
    """The virtualenvs to compare, by label; bare flake8 first."""
    bare = make_environment(work_folder / "bare", ["flake8"], base_python)
    version = flake8_version(bare).split()[0]
    same_flake8 = f"flake8=={version}"

    with_project = make_environment(work_folder / "project", [same_flake8], base_python)
    reinstall(with_project, project)
    if flake8_version(with_project).split()[0] != version:
        raise SystemExit("installing the project changed flake8's version: nothing to compare")

    setups = {BARE: bare, FIRST: with_project, AGAIN: with_project}
    for requirement in compare:
        folder_name = re.sub(r"[^A-Za-z0-9]+", "-", requirement)
        python = make_environment(
            work_folder / f"compare-{folder_name}", [same_flake8, requirement], base_python
        )
        setups[f"with {requirement}"] = python
    return setups


def measured_run(python: Path, arguments: Sequence[str], folder: Path) -> Run:
    """One run that ended as flake8 ends: 0 without findings, 1 with some."""
    run = run_flake8(python, [*arguments, "."], folder)
    if run.exit_code not in (0, 1) or "Traceback" in run.errors:
        raise SystemExit(f"flake8 of {python} failed on {folder} ({run.exit_code}):\n{run.errors[-2000:]}")
    return run


def measure(
    setups: Mapping[str, Path], folder: Path, runs: int, warm_up: int, arguments: Sequence[str]
) -> dict[str, list[Run]]:
    """The runs of each setup, in interleaved rounds; warm-up rounds are thrown away."""
    results: dict[str, list[Run]] = {label: [] for label in setups}
    for round_number in range(warm_up + runs):
        with tempfile.TemporaryDirectory() as cache:
            for label, python in setups.items():
                given = [each for each in arguments if not each.startswith("--fapi-")]
                if label in (FIRST, AGAIN):
                    given = [*arguments, f"--fapi-cache-dir={cache}"]
                run = measured_run(python, given, folder)
                if round_number >= warm_up:
                    results[label].append(run)
    return results


def spread(values: Sequence[float], digits: int) -> str:
    """Median, with the smallest and the largest value."""
    low, middle, high = min(values), statistics.median(values), max(values)
    return f"{middle:.{digits}f} ({low:.{digits}f} - {high:.{digits}f})"


def print_results(name: str, folder: Path, results: Mapping[str, Sequence[Run]]) -> None:
    """One table a folder; every cell is median (smallest - largest)."""
    size = measure_size(folder)
    print(f"\n{name}: {size.files:,} Python files, {size.lines:,} lines, {len(results[BARE])} rounds\n")
    print("| setup | CPU seconds | ratio to bare | peak MB | ratio to bare | lines printed |")
    print("|---|---:|---:|---:|---:|---:|")
    for label, runs in results.items():
        cpu_ratios = [
            run.cpu_seconds / bare.cpu_seconds for run, bare in zip(runs, results[BARE], strict=True)
        ]
        peak_ratios = [
            run.peak_megabytes / bare.peak_megabytes for run, bare in zip(runs, results[BARE], strict=True)
        ]
        printed = " or ".join(f"{count:,}" for count in sorted({run.output_lines for run in runs}))
        cells = [
            label,
            spread([run.cpu_seconds for run in runs], 2),
            "" if label == BARE else spread(cpu_ratios, 3),
            spread([run.peak_megabytes for run in runs], 1),
            "" if label == BARE else spread(peak_ratios, 3),
            printed,
        ]
        print(f"| {' | '.join(cells)} |", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", nargs="+", metavar="FOLDER", help="a name of corpora.toml, or a path")
    parser.add_argument("--runs", type=int, default=5, help="measured rounds (default: %(default)s)")
    parser.add_argument("--warm-up", type=int, default=1, help="rounds before them (default: %(default)s)")
    parser.add_argument("--jobs", default="1", help="flake8 -j (default: %(default)s)")
    parser.add_argument(
        "--compare", action="append", default=[], metavar="REQUIREMENT", help="another plugin"
    )
    parser.add_argument(
        "--argument", action="append", default=[], help="one more argument for every flake8 run that knows it"
    )
    parser.add_argument(
        "--project", type=Path, default=BENCH_FOLDER.parent, help="what to install and measure"
    )
    parser.add_argument("--python", default=sys.executable, help="interpreter for the virtualenvs")
    parser.add_argument("--work", type=Path, default=BENCH_FOLDER / "work", help="where the virtualenvs go")
    add_corpora_option(parser)
    options = parser.parse_args()
    if options.runs < 1:
        parser.error("--runs must be at least 1")

    folders = {name: find_folder(name, options.corpora) for name in options.folders}
    setups = make_setups(options.work.resolve(), options.project.resolve(), options.compare, options.python)
    for label, python in setups.items():
        print(f"{label}: flake8 {flake8_version(python)}")
    arguments = [f"--jobs={options.jobs}", *options.argument]
    for name, folder in folders.items():
        print_results(name, folder, measure(setups, folder, options.runs, options.warm_up, arguments))
    return 0


if __name__ == "__main__":
    sys.exit(main())
