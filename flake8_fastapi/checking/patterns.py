"""Patterns of paths, matched as flake8 matches those of ``exclude`` and ``per-file-ignores``."""

from __future__ import annotations

import fnmatch
import os
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class PathPatterns:
    """Any of these patterns; all of them as one regular expression, since each path is held against it."""

    def __init__(self, patterns: Iterable[str]) -> None:
        alternatives = [fnmatch.translate(os.path.normcase(pattern)) for pattern in patterns]
        self._match = re.compile("|".join(alternatives)).match if alternatives else None

    def match(self, absolute: str) -> bool:
        """Whether the whole path or its last part has the form of a pattern."""
        if self._match is None:
            return False
        path = os.path.normcase(absolute)
        return self._match(os.path.basename(path)) is not None or self._match(path) is not None

    def match_whole(self, path: str) -> bool:
        """Whether the path as it stands has the form of a pattern."""
        return self._match is not None and self._match(os.path.normcase(path)) is not None


def anchored(pattern: str, folder: str) -> str:
    """A pattern with a slash in it is one of paths below a folder; others match in any folder."""
    if pattern == "." or os.sep in pattern or (os.altsep is not None and os.altsep in pattern):
        pattern = os.path.abspath(os.path.join(folder, pattern))
    return pattern.rstrip(os.sep + (os.altsep or ""))
