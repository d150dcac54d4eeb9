"""Check Python files, and fix what can be fixed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from flake8_fastapi.checking.adoption import View, after_fixes, write_baseline
from flake8_fastapi.checking.baseline import Baseline
from flake8_fastapi.checking.command_line import configuration_from
from flake8_fastapi.checking.discovery import find_files, shown_path
from flake8_fastapi.checking.printing import counted, note, print_results, results_of, summary
from flake8_fastapi.checking.progress import Progress
from flake8_fastapi.checking.writing import write_fixes
from flake8_fastapi.cli import CLEAN, FAILED, FOUND
from flake8_fastapi.commands import UsageError
from flake8_fastapi.reports import FORMATS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from flake8_fastapi.checking.configuration import Configuration
    from flake8_fastapi.checking.file_findings import FileFindings
    from flake8_fastapi.checking.fixing import FixedFile

STDIN = "-"

FOR_PEOPLE = ("full", "concise")
"""The formats that have room for more than findings."""

EXCLUSIVE = ("fix", "diff", "write_baseline")
"""Options of which each says what the run is for."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``fapi check`` takes."""
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files and folders, - for stdin (default: .)"
    )
    rules = parser.add_argument_group("rules: codes or their beginnings, separated by commas")
    for name, text in (
        ("select", "run these rules, not the configured ones"),
        ("ignore", "leave out these rules, not the configured ones"),
        ("extend-select", "run these rules, too; one that is off by default needs its full code"),
        ("extend-ignore", "leave out these rules, too"),
    ):
        rules.add_argument(f"--{name}", metavar="CODES", action="append", help=text)
    files = parser.add_argument_group("files")
    files.add_argument(
        "--exclude",
        metavar="PATTERNS",
        action="append",
        help="leave out paths like these, not the configured",
    )
    files.add_argument(
        "--extend-exclude", metavar="PATTERNS", action="append", help="leave out paths like these, too"
    )
    files.add_argument("--no-respect-gitignore", action="store_true", help="check what git ignores, too")
    files.add_argument("--stdin-filename", metavar="FILE", help="the name of what is read from -")
    settings = parser.add_argument_group("configuration")
    settings.add_argument(
        "--config", metavar="FILE", help="read this pyproject.toml or setup.cfg and no other"
    )
    settings.add_argument("--isolated", action="store_true", help="read no configuration")
    settings.add_argument("--target-version", metavar="VERSION", help="the FastAPI version, such as 0.115")
    fixes = parser.add_argument_group("fixes")
    fixes.add_argument("--fix", action="store_true", help="fix what can be fixed, print what is left")
    fixes.add_argument("--unsafe-fixes", action="store_true", help="fix what may change behaviour, too")
    fixes.add_argument("--diff", action="store_true", help="print what --fix would change, write nothing")
    old = parser.add_argument_group("old code bases")
    old.add_argument("--write-baseline", metavar="FILE", help="keep all findings of today in a file")
    old.add_argument("--baseline", metavar="FILE", help="leave out what such a file has")
    old.add_argument("--changed-since", metavar="REV", help="leave out what is not on lines changed in git")
    output = parser.add_argument_group("output")
    output.add_argument("--output-format", choices=FORMATS, help="how to print findings (default: full)")
    output.add_argument("--statistics", action="store_true", help="count findings by rule instead")
    output.add_argument("-q", "--quiet", action="store_true", help="print findings and errors, nothing else")
    output.add_argument("--exit-zero", action="store_true", help="exit with 0 even where something is found")
    running = parser.add_argument_group("running")
    running.add_argument(
        "--no-cache", action="store_true", help="neither read nor write what was found before"
    )
    running.add_argument("-j", "--jobs", type=_jobs, default=0, metavar="N", help="processes (default: auto)")


def _jobs(text: str) -> int:
    """A number of processes, 0 for as many as there are processors."""
    import argparse

    if text == "auto":
        return 0
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is neither 'auto' nor a number from 1 on")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Check what the arguments name, fix it where that is wanted, and print what was found."""
    configuration = configuration_from(arguments)
    _refuse_contradictions(arguments, configuration)
    if STDIN in arguments.paths:
        return _run_on_stdin(arguments, configuration)
    view = View(configuration, arguments.changed_since, arguments.write_baseline)
    found = _check_files(arguments, configuration)
    problems = [each for each in found if each.problem]
    fixed = 0
    if not problems:
        if arguments.write_baseline is not None:
            note(write_baseline(arguments.write_baseline, found), quiet=arguments.quiet)
            return CLEAN
        if arguments.diff:
            return _print_diff(_fix_files(arguments, configuration, view.shown(found)), arguments)
        if arguments.fix:
            files = _fix_files(arguments, configuration, view.shown(found))
            write_fixes(files)
            fixed = sum(each.fixed for each in files)
            found = after_fixes(found, files)
            view = View(configuration, arguments.changed_since, arguments.write_baseline)
    results = results_of(view.shown(found))
    print_results(results, configuration.output_format, statistics=arguments.statistics)
    note(summary(results, fixed), quiet=arguments.quiet)
    gone = view.gone([each.path for each in found])
    if gone:
        note(gone, quiet=arguments.quiet)
    for each in problems:
        print(f"fapi: error: {shown_path(each.path)} cannot be read: {each.problem}", file=sys.stderr)
    return FAILED if problems else _code(len(results), arguments)


def _code(found: int, arguments: argparse.Namespace) -> int:
    return FOUND if found and not arguments.exit_zero else CLEAN


def _refuse_contradictions(arguments: argparse.Namespace, configuration: Configuration) -> None:
    """``UsageError`` for options that make no sense together."""
    if configuration.output_format not in FORMATS:
        raise UsageError(f"output-format: {configuration.output_format!r} is none of {', '.join(FORMATS)}")
    if arguments.statistics and configuration.output_format not in FOR_PEOPLE:
        raise UsageError(f"--statistics cannot be printed as {configuration.output_format}")
    if arguments.unsafe_fixes and not (arguments.fix or arguments.diff):
        raise UsageError("--unsafe-fixes needs --fix or --diff")
    together = [f"--{name.replace('_', '-')}" for name in EXCLUSIVE if getattr(arguments, name)]
    if len(together) > 1:
        raise UsageError(f"{' and '.join(together)} exclude each other")
    if STDIN in arguments.paths:
        if arguments.paths != [STDIN]:
            raise UsageError("- stands for the only file to check")
        for option in ("write_baseline", "changed_since"):
            if getattr(arguments, option) is not None:
                raise UsageError(f"--{option.replace('_', '-')} needs files, not -")
    elif arguments.stdin_filename is not None:
        raise UsageError("--stdin-filename needs - as the file to check")
    if arguments.write_baseline is not None and arguments.changed_since is not None:
        raise UsageError("--write-baseline and --changed-since exclude each other")


def _check_files(arguments: argparse.Namespace, configuration: Configuration) -> list[FileFindings]:
    from flake8_fastapi.checking.cache import Cache
    from flake8_fastapi.checking.projects import check_files

    paths = find_files(arguments.paths or ["."], configuration)
    found: list[FileFindings] = []
    with Progress(len(paths), sys.stderr, hidden=arguments.quiet) as progress:
        cache = None if arguments.no_cache else Cache.of(configuration)
        for some in check_files(paths, configuration, arguments.jobs, cache):
            found += some
            progress.advance(len(some))
    return sorted(found)


def _fix_files(
    arguments: argparse.Namespace, configuration: Configuration, shown: Sequence[FileFindings]
) -> list[FixedFile]:
    from flake8_fastapi.checking.fixing import wanted_fixes
    from flake8_fastapi.checking.jobs import fix_in_processes

    only_shown = bool(configuration.baseline) or arguments.changed_since is not None
    wanted = wanted_fixes(shown, unsafe=arguments.unsafe_fixes, only_shown=only_shown)
    fixed: list[FixedFile] = []
    with Progress(len(wanted), sys.stderr, hidden=arguments.quiet) as progress:
        for each in fix_in_processes(wanted, configuration, arguments.jobs):
            fixed += [each] if each is not None else []
            progress.advance(1)
    return sorted(fixed)


def _print_diff(files: Sequence[FixedFile], arguments: argparse.Namespace) -> int:
    from flake8_fastapi.checking.fixing import diff

    for each in files:
        sys.stdout.buffer.write(diff(shown_path(each.path), each))
    sys.stdout.buffer.flush()
    note(_would_fix(sum(each.fixed for each in files)), quiet=arguments.quiet)
    return _code(len(files), arguments)


def _would_fix(count: int) -> str:
    return f"{counted(count, 'finding')} would be fixed." if count else "Nothing would be fixed."


def _run_on_stdin(arguments: argparse.Namespace, configuration: Configuration) -> int:
    from flake8_fastapi.checking.standard_input import StandardInput

    baseline = Baseline.load(configuration.baseline) if configuration.baseline else None
    given = StandardInput(arguments.stdin_filename, configuration)
    if arguments.diff:
        count = given.write_diff(unsafe=arguments.unsafe_fixes)
        note(_would_fix(count), quiet=arguments.quiet)
        return _code(count, arguments)
    fixed = 0
    if arguments.fix:
        fixed = given.fix(unsafe=arguments.unsafe_fixes)
        given.write()
    results = given.results(baseline)
    print_results(
        results,
        configuration.output_format,
        statistics=arguments.statistics,
        to_errors=arguments.fix,  # the fixed text has standard output for itself
    )
    note(summary(results, fixed), quiet=arguments.quiet)
    return _code(len(results), arguments)
