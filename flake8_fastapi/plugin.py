"""flake8's door: options in, findings out. It names no rule.

This module is imported at the start of every flake8 run, for whatever code, so it and what
it imports stay small: rules, model and knowledge are loaded with the first file that concerns them.
"""

from __future__ import annotations

import functools
import gc
import os
import sys
from typing import TYPE_CHECKING

from flake8.exceptions import ExecutionError

from flake8_fastapi.checker import Checker
from flake8_fastapi.settings import InvalidSettingError, Settings

if TYPE_CHECKING:
    import argparse
    import ast
    from collections.abc import Iterator, Sequence

    from flake8.options.manager import OptionManager

    from flake8_fastapi.checking.baseline import Baseline
    from flake8_fastapi.checking.run_cache import RunCache
    from flake8_fastapi.rule import Finding

DECIDING = (
    "select", "extend_select", "ignore", "extend_ignore", "extended_default_select",
    "extended_default_ignore", "fapi_ignore", "fapi_target_version", "fapi_blocking_calls", "fapi_offloaders",
    "fapi_defer_to_ruff",
)  # fmt: skip
"""The options that decide what is found in a file, flake8's own and ours."""

OBJECTS_BETWEEN_COLLECTIONS = 10_000
"""Measured on an application of 168,000 lines: 50,000 save nothing more, and need more memory."""


class Plugin:
    """What flake8 makes for each file; the parameters' names tell it what to pass."""

    def __init__(
        self, tree: ast.Module, filename: str, lines: Sequence[str], options: argparse.Namespace
    ) -> None:
        self._tree = tree
        self._filename = filename
        self._lines = lines
        self._options = options
        self._checker: Checker = options.fapi_checker
        self._baseline: Baseline | None = options.fapi_known

    def run(self) -> Iterator[tuple[int, int, str, type[Plugin]]]:
        """The findings as flake8 takes them: line, column, code and text, and who found it."""
        findings = self._findings()
        if self._baseline is not None and findings:
            findings = self._baseline.new(os.path.abspath(self._filename), findings, self._lines)
        for finding in findings:
            yield finding.line, finding.column, f"{finding.code} {finding.message}", type(self)

    def _findings(self) -> Sequence[Finding]:
        if not self._checker.concerns(self._filename, self._lines):
            return ()
        _collect_garbage_less_often()
        cache = _run_cache_of(self._options)
        if cache is None:
            return self._check()
        return cache.findings(self._filename, self._lines, self._check)

    def _check(self) -> list[Finding]:
        return self._checker.check(self._tree, self._filename, self._lines)

    @staticmethod
    def add_options(manager: OptionManager) -> None:
        """Tell flake8 which options there are and which rules are off until asked for."""
        for name, metavar, text in (
            ("fapi-ignore", "codes", "FAPI codes, or beginnings of codes, that are never reported."),
            ("fapi-blocking-calls", "names", "Dotted names of further callables that block."),
            (
                "fapi-offloaders",
                "names",
                "Dotted names of further callables that run what they are given off the event loop.",
            ),
        ):
            manager.add_option(
                f"--{name}",
                metavar=metavar,
                default="",
                parse_from_config=True,
                comma_separated_list=True,
                help=f"{text} Separated by commas.",
            )
        manager.add_option(
            "--fapi-target-version",
            metavar="version",
            default="",
            parse_from_config=True,
            help="The FastAPI version that the code runs on, such as 0.115. Default: the newest.",
        )
        manager.add_option(
            "--fapi-defer-to-ruff",
            action="store_true",
            parse_from_config=True,
            help="Leave out what Ruff reports on the same line under its own configuration.",
        )
        manager.add_option(
            "--fapi-baseline",
            metavar="file",
            default="",
            parse_from_config=True,
            normalize_paths=True,
            help="A file of old findings that are not reported; fapi check --write-baseline makes it.",
        )
        manager.add_option(
            "--fapi-no-cache",
            action="store_true",
            parse_from_config=True,
            help="Neither read nor write what was found before.",
        )
        manager.add_option(
            "--fapi-cache-dir",
            metavar="folder",
            default="",
            parse_from_config=True,
            normalize_paths=True,
            help="Where to keep what was found. Default: flake8-fapi in the user's folder for caches.",
        )

    @staticmethod
    def parse_options(manager: OptionManager, options: argparse.Namespace, filenames: Sequence[str]) -> None:
        """Check what the user set, and make the checker that serves all files of the run.

        It is kept in flake8's own options: forked workers inherit them, and spawned ones
        come through here again.
        """
        try:
            settings = Settings.from_text(
                ignore=options.fapi_ignore,
                target_version=options.fapi_target_version,
                blocking_calls=options.fapi_blocking_calls,
                offloaders=options.fapi_offloaders,
                defer_to_ruff=options.fapi_defer_to_ruff,
            )
        except InvalidSettingError as error:
            raise ExecutionError(str(error)) from None
        options.fapi_checker = Checker(options, settings)
        options.fapi_cache = None  # made with the first file that concerns it
        options.fapi_known = _load_baseline(options.fapi_baseline) if options.fapi_baseline else None
        options.fapi_is_prepared = False
        _prepare_before_forks()


@functools.cache
def _collect_garbage_less_often() -> None:
    """Let Python look for garbage after ten thousand new objects instead of after hundreds.

    A syntax tree has tens of thousands of objects, all in use, and what is known of a project stays:
    looking through them again and again finds little garbage for much time.
    """
    threshold, *others = gc.get_threshold()
    if 0 < threshold < OBJECTS_BETWEEN_COLLECTIONS:
        gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS, *others)


@functools.cache
def _prepare_before_forks() -> None:
    """See to it that what all processes of a run would ask is answered before they are forked."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(before=_before_fork)


def _before_fork() -> None:
    # flake8 sets this for the processes that it is about to fork; other forks are not ours to prepare.
    inherited = getattr(sys.modules.get("flake8.checker"), "_mp", None)
    options = inherited[1] if inherited is not None else None
    if options is None or getattr(options, "fapi_is_prepared", True):
        return
    options.fapi_is_prepared = True
    from flake8_fastapi.checking.before_forks import prepare

    prepare(options, _run_cache_of)


def _run_cache_of(options: argparse.Namespace) -> RunCache | None:
    """The cache of the run with these options; None where they want none."""
    if options.fapi_cache is None and not options.fapi_no_cache:
        options.fapi_cache = _make_run_cache(options)
    cache: RunCache | None = options.fapi_cache
    return cache


def _make_run_cache(options: argparse.Namespace) -> RunCache:
    from flake8_fastapi.checking.run_cache import RunCache, default_folder

    way: list[object] = [(name, getattr(options, name, None)) for name in DECIDING]
    if options.fapi_defer_to_ruff:
        from flake8_fastapi.beside_ruff.deferring import installed_release

        way.append(installed_release())
    return RunCache(options.fapi_cache_dir or default_folder(), "flake8", *way)


def _load_baseline(path: str) -> Baseline:
    from flake8_fastapi.checking.baseline import Baseline
    from flake8_fastapi.commands import UsageError

    try:
        return Baseline.load(path)
    except UsageError as error:
        raise ExecutionError(str(error)) from None
