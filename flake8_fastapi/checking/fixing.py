"""Fixes files: which ones, what becomes of them, and how that is written or shown."""

from __future__ import annotations

import difflib
import os
import re
from typing import TYPE_CHECKING, NamedTuple

from flake8_fastapi.checking.baseline import without_line_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flake8_fastapi.checking.file_findings import FileFindings
    from flake8_fastapi.rule import Finding

LINE = re.compile(r"[^\n]*\n|[^\n]+")


class Wanted(NamedTuple):
    """A file to fix. ``only`` are the findings to fix, as ``recognise`` names them; None for all."""

    path: str
    unsafe: bool
    only: frozenset[tuple[str, str, str]] | None


class FixedFile(NamedTuple):
    """What became of a file: its content before and after, how many findings were fixed, what remains."""

    path: str
    before: bytes
    after: bytes
    encoding: str
    fixed: int
    remaining: tuple[Finding, ...]


def recognise(finding: Finding, lines: Sequence[str]) -> tuple[str, str, str]:
    """What tells a finding from others, also after lines have moved."""
    line = lines[finding.line - 1] if 0 < finding.line <= len(lines) else ""
    return (finding.code, without_line_numbers(finding.message), line.strip())


def wanted_fixes(shown: Sequence[FileFindings], *, unsafe: bool, only_shown: bool) -> list[Wanted]:
    """The files with a finding that a rule may be able to fix."""
    from flake8_fastapi.checking.sources import decode_lines
    from flake8_fastapi.rules import load_rules

    fixable = {rule.code for rule in load_rules() if rule.fix == "safe" or (unsafe and rule.fix)}
    wanted = []
    for each in shown:
        findings = [finding for finding in each.findings if finding.code in fixable]
        if not findings:
            continue
        only = None
        if only_shown:
            with open(each.path, "rb") as file:
                lines = decode_lines(file.read())
            only = frozenset(recognise(finding, lines) for finding in findings)
        wanted.append(Wanted(each.path, unsafe, only))
    return wanted


def diff(name: str, file: FixedFile) -> bytes:
    """What the fixes change, as a unified diff in the file's own encoding."""
    encoding = "utf-8" if file.encoding == "utf-8-sig" else file.encoding
    before, after = (LINE.findall(content.decode(encoding)) for content in (file.before, file.after))
    name = name.replace(os.sep, "/")
    return b"".join(
        os.fsencode(line) if line.startswith(("--- ", "+++ ")) and number < 2 else line.encode(encoding)
        for number, line in enumerate(_whole_lines(difflib.unified_diff(before, after, name, name)))
    )


def _whole_lines(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
