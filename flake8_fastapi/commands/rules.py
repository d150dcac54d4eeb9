"""List all rules."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from flake8_fastapi.cli import CLEAN
from flake8_fastapi.reports.pages import page_of
from flake8_fastapi.reports.terminal import Style, uses_color, write_text
from flake8_fastapi.rules import load_rules

if TYPE_CHECKING:
    import argparse

    from flake8_fastapi.rule import Rule


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``fapi rules`` takes."""
    parser.add_argument(
        "--output-format", choices=("text", "json"), default="text", help="how to list them (default: text)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print a line or an object for each rule, in the order of their codes."""
    rules = [_object(rule) for rule in load_rules()]
    if arguments.output_format == "json":
        text = json.dumps(rules, indent=2) + "\n"
    else:
        text = _lines(rules, Style(uses_color(sys.stdout)))
    write_text(sys.stdout, text)
    return CLEAN


def _object(rule: type[Rule]) -> dict[str, Any]:
    page = page_of(rule.code)
    return {
        "code": rule.code,
        "name": rule.name,
        "summary": page.summary if page else None,
        "on_by_default": not rule.opt_in,
        "fix": rule.fix,
        "versions": rule.versions or None,
        "guide": rule.guide or None,
    }


def _lines(rules: list[dict[str, Any]], style: Style) -> str:
    lines = []
    for rule in rules:
        marks = [] if rule["on_by_default"] else ["opt-in"]
        marks += [f"{rule['fix']} fix"] if rule["fix"] else []
        marks += [f"FastAPI {rule['versions']}"] if rule["versions"] else []
        behind = f" ({', '.join(marks)})" if marks else ""
        summary = (rule["summary"] or "").replace("``", "`")
        lines.append(f"{style.red(rule['code'])} {style.bold(rule['name'])}{behind}: {summary}\n")
    return "".join(lines)
