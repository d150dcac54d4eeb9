"""Checks the files of a run under flake8's options: what the plugin and ``fapi check`` share.

The plugin imports this at the start of every flake8 run, for whatever code, so it stays small: rules,
model and knowledge are loaded with the first file that concerns them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8.style_guide import Decision, DecisionEngine

from flake8_fastapi.framework import uses_framework

if TYPE_CHECKING:
    import argparse
    import ast
    from collections.abc import Sequence

    from flake8_fastapi.engine import Engine
    from flake8_fastapi.rule import Finding, Rule
    from flake8_fastapi.settings import Settings


class Checker:
    """Checks the files of a run; rules are loaded with the first file of a FastAPI project."""

    def __init__(self, options: argparse.Namespace, settings: Settings) -> None:
        self._options = options
        self._settings = settings
        self._engine: Engine | None = None

    def concerns(self, filename: str, lines: Sequence[str]) -> bool:
        """Whether a file, or any of its project, uses FastAPI."""
        return uses_framework(filename, "".join(lines))

    @property
    def engine(self) -> Engine:
        """The rules that these options want; they are loaded when this is first asked."""
        if self._engine is None:
            from flake8_fastapi.engine import Engine

            self._engine = Engine(wanted_rules(self._options), self._settings)
        return self._engine

    def check(
        self, tree: ast.Module, filename: str, lines: Sequence[str], with_fixes: bool = False
    ) -> list[Finding]:
        """The findings of one file, in the order of their places; with their fixes where these are wanted."""
        if self._engine is None and not self.concerns(filename, lines):
            return []
        findings = self.engine.check(tree, filename, lines, with_fixes)
        if self._settings.defer_to_ruff and findings:
            from flake8_fastapi.beside_ruff.deferring import without_ruffs

            findings = without_ruffs(findings, tree, filename, lines)
        return findings


def wanted_rules(options: argparse.Namespace) -> list[type[Rule]]:
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
