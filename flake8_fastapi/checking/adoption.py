"""What an old code base needs: only new findings, or only those on changed lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.checking.baseline import Baseline
from flake8_fastapi.checking.codes import SYNTAX_ERROR
from flake8_fastapi.checking.discovery import shown_path
from flake8_fastapi.checking.printing import counted
from flake8_fastapi.checking.sources import decode_lines
from flake8_fastapi.checking.writing import write_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flake8_fastapi.checking.configuration import Configuration
    from flake8_fastapi.checking.file_findings import FileFindings
    from flake8_fastapi.checking.fixing import FixedFile
    from flake8_fastapi.checking.git import ChangedLines
    from flake8_fastapi.rule import Finding

MOST_LISTED = 20
"""Findings that are gone and listed one by one."""


class View:
    """What is shown of all findings: those that no baseline has, and those on changed lines."""

    def __init__(self, configuration: Configuration, revision: str | None, written: str | None) -> None:
        """``written`` is the baseline that the run writes; then none is looked at.

        ``UsageError`` for a broken baseline, and where git cannot tell what has changed.
        """
        self._configuration = configuration
        self._baseline: Baseline | None = None
        if configuration.baseline and written is None:
            self._baseline = Baseline.load(configuration.baseline)
        self._changed: ChangedLines | None = None
        if revision is not None:
            from flake8_fastapi.checking import git

            self._changed = git.ChangedLines.since(revision)

    def shown(self, found: Sequence[FileFindings]) -> list[FileFindings]:
        """The same files with the findings that are shown."""
        return [each._replace(findings=tuple(self._shown(each))) for each in found]

    def _shown(self, found: FileFindings) -> Sequence[Finding]:
        findings: Sequence[Finding] = found.findings
        if findings and self._baseline is not None:
            findings = self._baseline.new(found.path, findings, _lines(found.path))
        if self._changed is not None:
            findings = [each for each in findings if self._changed.has(found.path, each.line)]
        return findings

    def gone(self, checked: Sequence[str]) -> str:
        """What the baseline has and the code has no more, and what to do about it; empty if nothing."""
        if self._baseline is None:
            return ""
        from flake8_fastapi.checking.selection import Selection

        gone = self._baseline.gone(checked, Selection(self._configuration).shows)
        if not gone:
            return ""
        lines = [f"  {each.path}: {each.code} {each.message}" for each in gone[:MOST_LISTED]]
        if len(gone) > MOST_LISTED:
            lines.append(f"  and {len(gone) - MOST_LISTED} more")
        path = shown_path(self._baseline.path)
        found = counted(len(gone), "finding")
        head = f"{found} of {path} did not come up again; write it anew with --write-baseline {path}:"
        return "\n".join([head, *lines])


def after_fixes(found: Sequence[FileFindings], fixed: Sequence[FixedFile]) -> list[FileFindings]:
    """All findings, in fixed files those that remain."""
    remaining = {each.path: each.remaining for each in fixed}
    return [each._replace(findings=remaining.get(each.path, each.findings)) for each in found]


def write_baseline(path: str, found: Sequence[FileFindings]) -> str:
    """Write all findings but those of the parser into a baseline; the sentence that says what was done."""
    baseline = Baseline.of(path, ((each.path, _own(each), _lines(each.path)) for each in found))
    write_file(path, baseline.as_text().encode())
    return f"Wrote {counted(baseline.counts.total(), 'finding')} to {path}."


def _own(found: FileFindings) -> list[Finding]:
    return [each for each in found.findings if each.code != SYNTAX_ERROR]


def _lines(path: str) -> list[str]:
    with open(path, "rb") as file:
        return decode_lines(file.read())
