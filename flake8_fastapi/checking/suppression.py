"""``# noqa`` comments, with flake8's own functions: what they silence here is what they silence there."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flake8.processor import FileProcessor

PROCESSOR_OPTIONS = {
    "hang_closing": False,
    "indent_size": 4,
    "max_line_length": 79,
    "max_doc_length": None,
    "verbose": 0,
    "stdin_display_name": "stdin",
}
"""What flake8 wants to know to look at a file; none of it changes what ``# noqa`` silences."""


class Suppressions:
    """The ``# noqa`` comments of one file; where there are none, nothing of flake8 is imported."""

    def __init__(self, path: str, lines: Sequence[str], *, disabled: bool = False) -> None:
        """``path`` is where flake8 would look for a line that it cannot see among the lines."""
        self._path = path
        self._lines = lines
        self._is_needed = not disabled and "noqa" in "".join(lines).lower()
        self._processor: FileProcessor | None = None

    @property
    def silence_file(self) -> bool:
        """Whether a ``# flake8: noqa`` silences the whole file."""
        if not self._is_needed:
            return False
        from flake8.defaults import NOQA_FILE

        return any(NOQA_FILE.match(line) for line in self._lines)

    def silence(self, code: str, line: int) -> bool:
        """Whether a comment silences this code on a line (1-based), or on its statement."""
        if not self._is_needed:
            return False
        from flake8.processor import FileProcessor
        from flake8.violation import Violation

        if self._processor is None:
            options = argparse.Namespace(disable_noqa=False, **PROCESSOR_OPTIONS)
            self._processor = FileProcessor(self._path, options, list(self._lines))
        statement = self._processor.noqa_line_for(line)
        silenced = Violation(code, self._path, line, 1, "", statement).is_inline_ignored(False)
        return bool(silenced)
