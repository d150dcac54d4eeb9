"""A bar on long runs, for people only."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from typing import Self

PATIENCE = 1.0
"""Seconds; a run that is over by then needs no bar."""
PAUSE = 0.1
"""Seconds between two drawings."""


class Progress:
    """Draws how many of the files are done, where the stream is a terminal, and wipes it out at the end."""

    def __init__(self, total: int, stream: TextIO, *, hidden: bool = False) -> None:
        self._total = total
        self._stream = stream
        self._is_shown = not hidden and stream.isatty()
        self._done = 0
        self._next = time.monotonic() + PATIENCE
        self._is_drawn = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._is_drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def advance(self, count: int) -> None:
        """So many more files are done."""
        self._done += count
        if not self._is_shown or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + PAUSE
        self._is_drawn = True
        text = f"{self._done}/{self._total} files"
        width = max(min(shutil.get_terminal_size().columns - len(text) - 4, 40), 1)
        filled = width * self._done // max(self._total, 1)
        self._stream.write(f"\r{'#' * filled}{'.' * (width - filled)}  {text}\x1b[K")
        self._stream.flush()
