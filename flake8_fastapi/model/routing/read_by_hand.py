"""Which path parameters code reads out of requests itself, instead of taking them as parameters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

READS_PATH = re.compile(
    r"(?:\.path_params\b|[\"']path_params[\"']\]?)(?:(?:\.get\(|\[)\s*[\"'](?P<name>\w+)[\"'])?"
)
"""Where a request's path parameters are read, and which one if that is written there."""


def names_read(text: str) -> Iterator[str | None]:
    """The names of the parameters that a source text reads by hand; None where that cannot be told."""
    for match in READS_PATH.finditer(text):
        yield match["name"]


def reads_path(text: str, request: str) -> bool:
    """Whether a function's text gets at the path behind its request's back, by its scope or URL."""
    return re.search(rf"\b{request}\s*\[|\b{request}\.(scope|url\.path)\b", text) is not None


def hands_on(text: str, request: str) -> bool:
    """Whether a function's text gives its request to another one."""
    return re.search(rf"[(,=]\s*\*?{request}\s*[,)]", text.partition(":\n")[2]) is not None
