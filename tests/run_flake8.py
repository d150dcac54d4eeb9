"""Runs the real flake8 with a few more rules, for tests of how the two work together.

`python tests/run_flake8.py START_METHOD ARGUMENTS...`, where START_METHOD says how
flake8 makes its worker processes. Spawned workers import this file too, so they have the rules.
"""

from __future__ import annotations

import multiprocessing
import sys
from typing import TYPE_CHECKING, Any

from flake8.main.cli import main
from throwaway import define

if TYPE_CHECKING:
    import ast

    from flake8_fastapi.rule import Rule

GATE = ("throwaway",)


def reports_calls_of(name: str) -> Any:
    """A visit method that reports calls of one function."""

    def visit_Call(self: Rule, node: ast.Call) -> None:
        if getattr(node.func, "id", "") == name:
            self.report(node, settings=self.settings)

    return visit_Call


def fails(self: Rule, node: ast.Call) -> None:
    if getattr(node.func, "id", "") == "break_rule":
        raise ValueError("broken for the test")


define(code="FAPI980", name="always", message="always on", gate=GATE, visit_Call=reports_calls_of("always"))
define(
    code="FAPI981",
    name="on-demand",
    message="on demand",
    gate=GATE,
    opt_in=True,
    visit_Call=reports_calls_of("on_demand"),
)
define(code="FAPI982", name="broken", message="never reported", gate=GATE, visit_Call=fails)
define(
    code="FAPI983",
    name="settings",
    message="{settings}",
    gate=GATE,
    visit_Call=reports_calls_of("show_settings"),
)
define(
    code="FAPI984",
    name="versioned",
    message="before 0.118",
    versions="<0.118",
    gate=GATE,
    visit_Call=reports_calls_of("versioned"),
)

if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv.pop(1))
    sys.exit(main())
