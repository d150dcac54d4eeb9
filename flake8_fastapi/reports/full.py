"""A finding with its code, the calls that lead to the cause, and what helps: for reading in a terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TextIO

from flake8_fastapi.reports.pages import RulePage, page_of
from flake8_fastapi.reports.places import step_path
from flake8_fastapi.reports.terminal import Style, blank, shown
from flake8_fastapi.reports.text_lines import TextLines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flake8_fastapi.reports.result import FileResult
    from flake8_fastapi.rule import Finding

_LINES_AROUND = 2
_WIDEST_LINE = 200
"""Longer lines are cut: a terminal would wrap them, and nobody looks at the end of minified code."""

_WORD = re.compile(r"@?[\w.]+|\S")


def write(results: Sequence[FileResult], stream: TextIO, *, color: bool) -> None:
    """A paragraph a finding, with an empty line behind it."""
    style = Style(color)
    sources = _Sources()
    for result in results:
        lines = TextLines(result.text) if result.text is not None and result.findings else None
        for finding in result.findings:
            for line in _paragraph(result, finding, lines, style, sources):
                stream.write(line.rstrip(" ") + "\n")
            stream.write("\n")


class _Sources:
    """Files of the project, read for single lines of them."""

    def __init__(self) -> None:
        self._known: dict[str, TextLines] = {}

    def line(self, path: str, number: int) -> str:
        """A line without the blanks around it; empty where the file cannot be read."""
        if path not in self._known:
            try:
                with open(path, encoding="utf-8", errors="replace", newline="") as file:
                    self._known[path] = TextLines(file.read())
            except (OSError, ValueError):
                self._known[path] = TextLines("")
        return self._known[path].line(number).strip()


def _paragraph(
    result: FileResult, finding: Finding, lines: TextLines | None, style: Style, sources: _Sources
) -> Iterator[str]:
    place = f"{finding.line}:{finding.column + 1}"
    width = len(str(finding.line + _LINES_AROUND))
    margin = " " * width
    yield f"{style.red(finding.code)} {style.bold(shown(finding.message))}"
    yield f"{margin}{style.blue('-->')} {shown(result.path)}:{place}"
    if lines is not None and lines.line(finding.line):
        yield from _frame(finding, lines, width, style)
    if finding.chain:
        yield f"{margin} {style.blue('=')} {style.bold('calls')}:"
        for step in finding.chain:
            path = step_path(result.path, step)
            code = shown(sources.line(path, step.line))
            yield f"{margin}     {style.blue('->')} {_name(step.name)} at {shown(path)}:{step.line}"
            if code:
                yield f"{margin}        {style.faint(code[:_WIDEST_LINE])}"
    page = page_of(finding.code)
    if page is not None:
        cure = " ".join(page.sections["Cure"].split("\n\n")[0].split()).replace("``", "`")
        yield f"{margin} {style.blue('=')} {style.green('cure')}: {cure}"
    fix = _fix(finding, page)
    if fix:
        yield f"{margin} {style.blue('=')} {style.green('fix')}: {fix}"
    if page is not None:
        yield f"{margin} {style.blue('=')} {style.bold('more')}: fapi rule {finding.code}"


def _fix(finding: Finding, page: RulePage | None) -> str:
    """What the fix does and how to make it; where it has not been made for this report, how to see it."""
    if finding.fix is not None:
        options = "--fix" if finding.fix.safety == "safe" else "--fix --unsafe-fixes"
        return f"{shown(finding.fix.description)} (`fapi check {options}`)"
    kind = page.facts["fix"] if page is not None else "none"
    if kind == "none":
        return ""
    options = "--diff" if kind == "safe" else "--diff --unsafe-fixes"
    return f"where it can be made, `fapi check {options}` shows it"


def _name(name: str) -> str:
    return shown(name.removeprefix("builtins."))


def _frame(finding: Finding, lines: TextLines, width: int, style: Style) -> Iterator[str]:
    first = max(1, finding.line - _LINES_AROUND)
    last = min(len(lines), finding.line + _LINES_AROUND)
    bar = style.blue("|")
    yield f"{' ' * width} {bar}"
    for number in range(first, last + 1):
        code = shown(lines.line(number))
        yield f"{style.blue(str(number).rjust(width))} {bar} {code[:_WIDEST_LINE]}"
        if number == finding.line and finding.column < _WIDEST_LINE:
            word = _WORD.match(code, finding.column)
            marks = "^" * len(blank(word[0] if word else " "))
            yield f"{' ' * width} {bar} {blank(code[: finding.column])}{style.red(marks)}"
    yield f"{' ' * width} {bar}"
