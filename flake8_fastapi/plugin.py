"""flake8's door: options in, findings out. It names no rule.

This module is imported at the start of every flake8 run, for whatever code, so it and what
it imports stay small: rules, model and knowledge are loaded with the first file that concerns them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8.exceptions import ExecutionError
from flake8.style_guide import Decision, DecisionEngine

from flake8_fastapi.framework import uses_framework
from flake8_fastapi.settings import InvalidSettingError, Settings

if TYPE_CHECKING:
    import argparse
    import ast
    from collections.abc import Iterator, Sequence

    from flake8.options.manager import OptionManager

    from flake8_fastapi.engine import Engine
    from flake8_fastapi.rule import Finding, Rule


class Plugin:
    """What flake8 makes for each file; the parameters' names tell it what to pass."""

    def __init__(
        self, tree: ast.Module, filename: str, lines: Sequence[str], options: argparse.Namespace
    ) -> None:
        self._tree = tree
        self._filename = filename
        self._lines = lines
        self._checker: Checker = options.fapi_checker

    def run(self) -> Iterator[tuple[int, int, str, type[Plugin]]]:
        """The findings as flake8 takes them: line, column, code and text, and who found it."""
        for finding in self._checker.check(self._tree, self._filename, self._lines):
            yield finding.line, finding.column, f"{finding.code} {finding.message}", type(self)

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


class Checker:
    """Checks the files of a run; rules are loaded with the first file of a FastAPI project."""

    def __init__(self, options: argparse.Namespace, settings: Settings) -> None:
        self._options = options
        self._settings = settings
        self._engine: Engine | None = None

    def check(self, tree: ast.Module, filename: str, lines: Sequence[str]) -> list[Finding]:
        """The findings of one file, in the order of their places."""
        if self._engine is None:
            if not uses_framework(filename, "".join(lines)):
                return []
            from flake8_fastapi.engine import Engine

            self._engine = Engine(_wanted_rules(self._options), self._settings)
        findings = self._engine.check(tree, filename, lines)
        if self._settings.defer_to_ruff and findings:
            from flake8_fastapi.beside_ruff.deferring import without_ruffs

            findings = without_ruffs(findings, tree, filename, lines)
        return findings


def _wanted_rules(options: argparse.Namespace) -> list[type[Rule]]:
    """The rules of which flake8 can show a finding under these options.

    flake8 drops the findings of all others anyway: ``per-file-ignores`` and ``noqa`` only
    take away. An opt-in rule must be named by its full code. flake8's own default ignore is
    not enough for that: a configured ``ignore`` replaces it, and ``--select FAPI`` overrides it.
    """
    from flake8_fastapi.rules import load_rules

    decisions = DecisionEngine(options)
    named = {*(options.select or ()), *(options.extend_select or ())}
    return [
        rule
        for rule in load_rules()
        if (not rule.opt_in or rule.code in named) and decisions.decision_for(rule.code) is Decision.Selected
    ]
