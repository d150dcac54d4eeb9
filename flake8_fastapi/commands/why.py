"""Why a line is reported, and why not: what its calls resolve to and whether they block the event loop."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from flake8_fastapi.commands import UsageError

if TYPE_CHECKING:
    import argparse

    from flake8_fastapi.checking.configuration import Configuration
    from flake8_fastapi.model.explanation.line import ExplainedCall, Surrounding
PLACE = re.compile(r"(?P<path>.+?):(?P<line>[0-9]+)(?::[0-9]+)?")


class Found(NamedTuple):
    """A finding on the line; ``silenced`` says what keeps it from being shown, empty for nothing."""

    code: str
    message: str
    silenced: str


RUNS = {
    "event loop": "runs on the event loop",
    "threadpool": "runs in the threadpool",
    "start-up": "runs while no requests are served",
    "caller": "runs where its callers run",
    "import": "runs at import",
    "tests": "runs in tests",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("place", metavar="FILE:LINE", help="a line of a Python file, such as app/main.py:31")
    parser.add_argument("--output-format", choices=("text", "json"), default="text", help="default: text")


def run(arguments: argparse.Namespace) -> int:
    """Print what is known of each call on the line."""
    import ast

    from flake8_fastapi.checking.configuration import load_configuration
    from flake8_fastapi.checking.file_check import settings_of
    from flake8_fastapi.model.explanation.line import LineExplanation
    from flake8_fastapi.model.project import Project

    path, number = _place(arguments.place)
    text = _text_of(path)
    lines = text.splitlines(keepends=True)
    if not 1 <= number <= len(lines):
        raise UsageError(f"{path}: there is no line {number}; the file has {len(lines)}")
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError) as error:
        raise UsageError(f"{path}: this is not Python that can be parsed: {error}") from None
    configuration = load_configuration()
    module = Project.containing(path, settings_of(configuration)).open(path, text, tree)
    explanation = LineExplanation(module, number)
    surrounding, calls = explanation.surrounding(), explanation.calls()
    findings = _findings(path, lines, number, configuration)
    if arguments.output_format == "json":
        print(json.dumps(_as_data(surrounding, calls, findings), indent=2))
    else:
        print("\n".join(_as_text(lines[number - 1].strip(), surrounding, calls, findings)))
    return 0


def _place(written: str) -> tuple[str, int]:
    found = PLACE.fullmatch(written)
    if found is None:
        raise UsageError(f"{written}: a file and a line are needed, such as app/main.py:31")
    return found["path"], int(found["line"])


def _text_of(path: str) -> str:
    from flake8_fastapi.model.source import read_source

    if not os.path.isfile(path):
        raise UsageError(f"{path}: there is no such file")
    text = read_source(path)
    if text is None:
        raise UsageError(f"{path}: this file cannot be read")
    return text


def _findings(path: str, lines: list[str], number: int, configuration: Configuration) -> list[Found]:
    """What the rules find on the line, and what keeps it from being shown."""
    from flake8_fastapi.checking.file_check import FileCheck
    from flake8_fastapi.checking.suppression import Suppressions
    from flake8_fastapi.rules import load_rules

    absolute = os.path.realpath(path)
    shown = FileCheck(configuration).check_lines(absolute, lines)
    opt_in = tuple(rule.code for rule in load_rules() if rule.opt_in)
    everything = configuration._replace(
        select=("FAPI",), ignore=(), extend_select=opt_in, extend_ignore=(), per_file_ignores=(),
        fapi_ignore=(), disable_noqa=True,
    )  # fmt: skip
    suppressions = Suppressions(absolute, lines, disabled=configuration.disable_noqa)
    found = []
    for each in FileCheck(everything).check_lines(absolute, lines):
        if each.line != number:
            continue
        silenced = ""
        if suppressions.silence_file or suppressions.silence(each.code, number):
            silenced = "a # noqa comment silences it"
        elif each not in shown:
            is_off = each.code in opt_in
            silenced = "the rule is off until it is selected" if is_off else "the configuration leaves it out"
        found.append(Found(each.code, each.message, silenced))
    return found


def _as_data(surrounding: Surrounding, calls: list[ExplainedCall], findings: list[Found]) -> dict[str, Any]:
    return {
        "function": surrounding.function or None,
        "runs": surrounding.runs,
        "because": surrounding.reason,
        "calls": [
            {
                "source": each.source,
                "line": each.line,
                "resolved_to": each.target or None,
                "verdict": each.verdict,
                "reasons": list(each.reasons),
                "chain": [str(step) for step in each.effect.chain] if each.effect is not None else [],
            }
            for each in calls
        ],
        "findings": [
            {"code": each.code, "message": each.message, "silenced": each.silenced or None}
            for each in findings
        ],
    }


def _as_text(
    source: str, surrounding: Surrounding, calls: list[ExplainedCall], findings: list[Found]
) -> list[str]:
    where = f"{surrounding.function}() " if surrounding.function else ""
    where += RUNS[surrounding.runs]
    lines = [source, f"  {where}: {surrounding.reason}"]
    for each in calls:
        verdict: str = each.verdict
        if verdict == "blocks":
            verdict = "blocks the event loop" if surrounding.runs == "event loop" else "blocks its thread"
        lines += ["", each.source, f"  resolved to: {each.target or 'not known'}", f"  {verdict}"]
        lines += [f"  because {reason}" for reason in each.reasons]
        if each.effect is not None and each.effect.chain:
            lines += ["  through:", *(f"    {step}" for step in each.effect.chain)]
    if not calls:
        lines += ["", "There is no call on this line."]
    shown = [each for each in findings if not each.silenced]
    lines += ["", "Reported on this line:" if shown else "Nothing is reported on this line."]
    lines += [f"  {each.code} {each.message}" for each in shown]
    for finding in findings:
        if finding.silenced:
            lines += [f"Not shown, since {finding.silenced}:", f"  {finding.code} {finding.message}"]
    return lines
