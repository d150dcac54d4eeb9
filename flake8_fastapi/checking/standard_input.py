"""Checks and fixes what an editor hands over on standard input."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from flake8_fastapi.checking.discovery import is_excluded
from flake8_fastapi.checking.file_check import FileCheck
from flake8_fastapi.checking.fixing import FixedFile, Wanted, diff
from flake8_fastapi.checking.sources import decode, decode_lines
from flake8_fastapi.reports.result import FileResult

if TYPE_CHECKING:
    from flake8_fastapi.checking.baseline import Baseline
    from flake8_fastapi.checking.configuration import Configuration


class StandardInput:
    """The text on standard input, taken for that of a file."""

    def __init__(self, name: str | None, configuration: Configuration) -> None:
        self.name = name or "stdin"
        self._path = os.path.abspath(self.name)
        self._content = sys.stdin.buffer.read()
        self._is_excluded = name is not None and is_excluded(name, configuration)
        self._check = FileCheck(configuration)

    def results(self, baseline: Baseline | None) -> list[FileResult]:
        """What is found in the text and not in the baseline."""
        if self._is_excluded:
            return []
        findings = self._check.check_content(self._path, self._content)
        if baseline is not None:
            findings = tuple(baseline.new(self._path, findings, decode_lines(self._content)))
        return (
            [FileResult(self.name, findings, decode(self._content).removeprefix("\ufeff"))]
            if findings
            else []
        )

    def fix(self, *, unsafe: bool) -> int:
        """Make the fixes; how many findings they have cured."""
        fixed = self._fixed(unsafe)
        if fixed is not None:
            self._content = fixed.after
        return fixed.fixed if fixed is not None else 0

    def write(self) -> None:
        """Write the text, fixed or not, to standard output."""
        sys.stdout.buffer.write(self._content)
        sys.stdout.buffer.flush()

    def write_diff(self, *, unsafe: bool) -> int:
        """Write what the fixes would change to standard output; how many findings they would cure."""
        fixed = self._fixed(unsafe)
        if fixed is None:
            return 0
        sys.stdout.buffer.write(diff(self.name, fixed))
        sys.stdout.buffer.flush()
        return fixed.fixed

    def _fixed(self, unsafe: bool) -> FixedFile | None:
        if self._is_excluded:
            return None
        return self._check.fix_content(Wanted(self._path, unsafe, None), self._content)
