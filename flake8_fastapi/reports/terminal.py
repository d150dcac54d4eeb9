"""Text for a terminal: colours, and nothing that the terminal would obey."""

from __future__ import annotations

import os
import re
import unicodedata
from typing import TextIO

_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""What moves the cursor, changes colours or turns the direction of writing; tabs are let through."""


class Style:
    """Marks text with colours, or leaves it alone."""

    def __init__(self, color: bool) -> None:
        self.is_on = color

    def bold(self, text: str) -> str:
        """What to look at first."""
        return self._marked("1", text)

    def red(self, text: str) -> str:
        """What is wrong."""
        return self._marked("1;31", text)

    def blue(self, text: str) -> str:
        """The frame around code."""
        return self._marked("1;34", text)

    def green(self, text: str) -> str:
        """What helps."""
        return self._marked("1;32", text)

    def faint(self, text: str) -> str:
        """What can be passed over."""
        return self._marked("2", text)

    def _marked(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.is_on else text


def uses_color(stream: TextIO) -> bool:
    """Whether to colour what is written to a stream: a terminal, unless the environment says otherwise.

    ``NO_COLOR`` and ``FORCE_COLOR`` count when they are not empty, as for other tools.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def write_text(stream: TextIO, text: str) -> None:
    """Write a text whatever the stream's encoding is; what it lacks becomes a backslash escape."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding))


def shown(text: str) -> str:
    """Text with a replacement character for each control character, of which source code may hold any."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def blank(text: str) -> str:
    """Blanks as wide as the text is on a terminal; tabs stay, since their width depends on the place."""
    return "".join("\t" if character == "\t" else " " * _width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
