"""A file's text by lines, as Python counts them."""

from __future__ import annotations

import bisect
import io
import itertools


class TextLines:
    """The lines of a text, and the places of its characters.

    Only line feeds and carriage returns end a line. ``str.splitlines`` knows more (form feeds, line
    separators), and would count differently from the parser.
    """

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="").readlines()
        self._starts = [0, *itertools.accumulate(len(line) for line in self._lines)]

    def __len__(self) -> int:
        """The number of lines."""
        return len(self._lines)

    def line(self, number: int) -> str:
        """A line by its 1-based number, without its end; empty where there is none."""
        if not 0 < number <= len(self._lines):
            return ""
        return self._lines[number - 1].rstrip("\r\n")

    def place(self, offset: int) -> tuple[int, int]:
        """The 1-based line and the 0-based column of a character; the end of the text has a place too."""
        index = bisect.bisect_right(self._starts, offset) - 1
        last = len(self._lines) - 1
        if index > last and last >= 0 and not self._lines[last].endswith(("\r", "\n")):
            index = last  # the text does not end in a line end, so its end is on its last line
        return index + 1, offset - self._starts[index]
