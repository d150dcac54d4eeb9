"""What ``fapi check`` prints: findings on standard output, everything else on the other stream."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from flake8_fastapi.checking.discovery import shown_path
from flake8_fastapi.reports import write_report
from flake8_fastapi.reports.result import FileResult
from flake8_fastapi.reports.terminal import uses_color

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flake8_fastapi.checking.file_findings import FileFindings


def results_of(found: Iterable[FileFindings]) -> list[FileResult]:
    """The files that have findings, with their texts: these are read again, since few files have any."""
    return [_result(each) for each in found if each.findings]


def _result(found: FileFindings) -> FileResult:
    from flake8_fastapi.checking.sources import decode

    with open(found.path, "rb") as file:
        text = decode(file.read()).removeprefix("\ufeff")
    return FileResult(shown_path(found.path), found.findings, text)


def print_results(
    results: Sequence[FileResult], output_format: str, *, statistics: bool, to_errors: bool = False
) -> None:
    """Print findings, or how often each rule found something."""
    stream = sys.stderr if to_errors else sys.stdout
    if statistics:
        for line in _statistics(results):
            print(line, file=stream)
    else:
        write_report(output_format, results, stream, color=uses_color(stream))
    stream.flush()


def _statistics(results: Iterable[FileResult]) -> list[str]:
    """A line for each rule that found something, the most frequent first."""
    from collections import Counter

    from flake8_fastapi.rules import load_rules

    counts = Counter(finding.code for each in results for finding in each.findings)
    names = {rule.code: rule.name for rule in load_rules()}
    width = len(str(max(counts.values(), default=0)))
    return [
        f"{count:>{width}}  {code}  {names.get(code, '')}".rstrip()
        for code, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def note(text: str, *, quiet: bool) -> None:
    """Tell the user something that is no finding."""
    if not quiet:
        print(text, file=sys.stderr)


def summary(results: Sequence[FileResult], fixed: int) -> str:
    """One sentence on what was fixed and found."""
    count = sum(len(each.findings) for each in results)
    found = f"{counted(count, 'finding')} in {counted(len(results), 'file')}" if count else ""
    if not fixed:
        return f"{found}." if found else "Nothing found."
    done = f"Fixed {counted(fixed, 'finding')}"
    return f"{done}; {found} left." if found else f"{done}; nothing is left."


def counted(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
