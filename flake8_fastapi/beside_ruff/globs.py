"""File patterns as Ruff reads them: those of Rust's ``globset``."""

from __future__ import annotations

import functools
import os
import re


def matches(pattern: str, path: str) -> bool:
    """Whether a pattern matches a whole path; ``*`` and ``?`` match slashes too, as they do there.

    A pattern that is none (an open bracket or brace) matches nothing.
    """
    compiled = _compiled(pattern.replace(os.sep, "/"))
    return compiled is not None and compiled.fullmatch(path.replace(os.sep, "/")) is not None


def matches_file(pattern: str, root: str, path: str) -> bool:
    """Whether a pattern of a configuration in ``root`` matches a file or folder, by its name or its path."""
    if matches(pattern, os.path.basename(path)):
        return True
    absolute = os.path.normpath(os.path.join(root, pattern))
    below = absolute.removeprefix(root)
    if below == absolute:
        return matches(absolute, path)
    # What the root itself is called is no pattern.
    return path.startswith(root) and matches(below, path.removeprefix(root))


@functools.cache
def _compiled(pattern: str) -> re.Pattern[str] | None:
    try:
        return re.compile(_Translation(pattern).run(), re.DOTALL)
    except (ValueError, re.error):
        return None


class _Translation:
    """One pattern on its way to a regular expression."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._position = 0

    def run(self) -> str:
        """The expression; ``ValueError`` for a bracket or brace that stays open."""
        expression = self._sequence(depth=0)
        if self._position < len(self._pattern):
            raise ValueError("a brace is closed that was not opened")
        return expression

    def _sequence(self, depth: int) -> str:
        parts = []
        while self._position < len(self._pattern):
            character = self._pattern[self._position]
            if depth and character in ",}":
                break
            parts.append(self._part(character, depth))
        return "".join(parts)

    def _part(self, character: str, depth: int) -> str:
        start = self._position
        self._position += 1
        if character == "*":
            return self._stars(start)
        if character == "?":
            return "."
        if character == "[":
            return self._set()
        if character == "{":
            return self._alternatives(depth)
        if character == "\\" and self._position < len(self._pattern):
            self._position += 1
            return re.escape(self._pattern[self._position - 1])
        return re.escape(character)

    def _stars(self, start: int) -> str:
        """``**`` as a whole component stands for any number of components, all other stars for any text."""
        while self._pattern[self._position : self._position + 1] == "*":
            self._position += 1
        behind = self._pattern[self._position : self._position + 1]
        is_component = self._position - start == 2 and (start == 0 or self._pattern[start - 1] == "/")
        if is_component and behind == "/":
            self._position += 1
            return "(?:.*/)?"
        return ".*"

    def _set(self) -> str:
        end = self._pattern.find("]", self._position + 1 + self._pattern.startswith("!", self._position))
        if end < 0:
            raise ValueError("a bracket is open")
        inside = self._pattern[self._position : end]
        self._position = end + 1
        negation = "^" if inside[0] in "!^" else ""
        inside = inside[1:] if negation else inside
        escaped = re.sub(r"([\\\[\]^&~|])", r"\\\1", inside)
        return f"[{negation}{escaped}]"

    def _alternatives(self, depth: int) -> str:
        choices = [self._sequence(depth + 1)]
        while self._pattern[self._position : self._position + 1] == ",":
            self._position += 1
            choices.append(self._sequence(depth + 1))
        if self._pattern[self._position : self._position + 1] != "}":
            raise ValueError("a brace is open")
        self._position += 1
        return f"(?:{'|'.join(choices)})"
