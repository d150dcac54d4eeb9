"""Compare ``fapi check`` with flake8 on real applications: what they find, and what they cost.

    python bench/fapi_check.py r2r lnbits              # names of corpora.toml, or folders
    python bench/fapi_check.py open-webui --runs 3 --jobs 2

Each round runs bare flake8, flake8 with this project's codes only, and ``fapi check`` twice: with an
empty cache and again with the full one. The findings of the last three are compared; ratios are
taken within a round, so that a machine that becomes slower or faster meets all alike.

It prints figures; it fails only where the findings differ.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from corpora import BENCH_FOLDER, add_corpora_option, find_folder, measure_size
from environments import Run, run_command
from speed import BARE, FIRST, make_setups

FLAKE8, COLD, WARM = "flake8 --select FAPI", "fapi check, first run", "fapi check, second run"


def run_round(
    bare: Path, project: Path, folder: Path, jobs: str
) -> tuple[dict[str, Run], dict[str, set[str]]]:
    """The four runs of a round, and the lines that each of them printed."""
    with tempfile.TemporaryDirectory() as scratch:
        configuration = Path(scratch) / "fapi.toml"
        configuration.write_text(f"[tool.fapi]\ncache-dir = '{scratch}/cache'\nrespect-gitignore = false\n")
        check = [project.parent / "fapi", "check", "--config", configuration, "-q", "-j", jobs]
        check += ["--output-format", "concise", "."]
        isolated = ["--isolated", f"--jobs={jobs}"]
        commands = {
            BARE: [bare, "-m", "flake8", *isolated, "."],
            FLAKE8: [project, "-m", "flake8", *isolated, "--select=FAPI", "--fapi-no-cache", "."],
            COLD: check,
            WARM: check,
        }
        runs, printed = {}, {}
        for label, command in commands.items():
            output = Path(scratch) / "output"
            runs[label] = run_command(command, folder, output)
            if runs[label].exit_code not in (0, 1) or "Traceback" in runs[label].errors:
                raise SystemExit(f"{label} failed on {folder}:\n{runs[label].errors[-2000:]}")
            lines = output.read_text(encoding="utf-8", errors="replace").splitlines()
            printed[label] = {line.removeprefix("./") for line in lines if ": E999 " not in line}
        return runs, printed


def print_table(name: str, folder: Path, rounds: Sequence[dict[str, Run]]) -> None:
    """The medians of a folder's rounds, and how many times as long others take."""
    size = measure_size(folder)
    print(f"\n{name}: {size.files:,} Python files, {size.lines:,} lines, {len(rounds)} rounds\n")
    print("| run | CPU seconds | wall seconds | bare flake8 takes | a first run takes |")
    print("|---|---:|---:|---:|---:|")
    for label in rounds[0]:
        cpu = statistics.median(each[label].cpu_seconds for each in rounds)
        wall = statistics.median(each[label].wall_seconds for each in rounds)
        to_bare = statistics.median(each[BARE].cpu_seconds / each[label].cpu_seconds for each in rounds)
        to_cold = statistics.median(each[COLD].cpu_seconds / each[label].cpu_seconds for each in rounds)
        print(f"| {label} | {cpu:.2f} | {wall:.2f} | {to_bare:.1f} x | {to_cold:.1f} x |", flush=True)


def differences(printed: dict[str, set[str]]) -> list[str]:
    """The findings that not all of flake8 and the two runs of ``fapi check`` have."""
    lines = []
    for label in (COLD, WARM):
        lines += [f"only {FLAKE8}: {line}" for line in sorted(printed[FLAKE8] - printed[label])]
        lines += [f"only {label}: {line}" for line in sorted(printed[label] - printed[FLAKE8])]
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", nargs="+", metavar="FOLDER", help="a name of corpora.toml, or a path")
    parser.add_argument("--runs", type=int, default=3, help="rounds (default: %(default)s)")
    parser.add_argument("--jobs", default="1", help="processes of each command (default: %(default)s)")
    parser.add_argument(
        "--project", type=Path, default=BENCH_FOLDER.parent, help="what to install and measure"
    )
    parser.add_argument("--python", default=sys.executable, help="interpreter for the virtualenvs")
    parser.add_argument("--work", type=Path, default=BENCH_FOLDER / "work", help="where the virtualenvs go")
    add_corpora_option(parser)
    options = parser.parse_args()
    setups = make_setups(options.work.resolve(), options.project.resolve(), [], options.python)
    bare, project = setups[BARE], setups[FIRST]
    found_differences = False
    for name in options.folders:
        folder = find_folder(name, options.corpora)
        rounds = []
        for _ in range(options.runs):
            runs, printed = run_round(bare, project, folder, options.jobs)
            rounds.append(runs)
        print_table(name, folder, rounds)
        unlike = differences(printed)
        found_differences |= bool(unlike)
        print(f"\n{len(printed[FLAKE8])} findings; {len(unlike)} differ", *unlike, sep="\n")
    return 1 if found_differences else 0


if __name__ == "__main__":
    sys.exit(main())
