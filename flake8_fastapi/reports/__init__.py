"""Findings as people, editors and code review take them: one module for each way to write them.

``write_report`` is the one door. It imports only the format that is asked for.
"""

from __future__ import annotations

import io
from importlib import import_module
from typing import TYPE_CHECKING, TextIO

from flake8_fastapi.reports.terminal import write_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flake8_fastapi.reports.result import FileResult

_WRITERS = {
    "full": "full",
    "concise": "concise",
    "json": "json_documents",
    "json-lines": "json_documents",
    "github": "github",
    "gitlab": "gitlab",
    "sarif": "sarif",
    "junit": "junit",
}
"""The formats, and the modules of this package that write them."""

FORMATS: tuple[str, ...] = tuple(_WRITERS)
"""The names of all formats; ``full`` and ``concise`` are for people, the others for programs."""

WITH_FIXES = frozenset({"json", "json-lines", "sarif"})
"""The formats that hold the edits of fixes; findings for them should be made with their fixes."""


def write_report(
    format: str,  # noqa: A002 -- what --output-format names
    results: Sequence[FileResult],
    stream: TextIO,
    *,
    color: bool,
) -> None:
    """Write the findings of some files, in the order given, to a text stream.

    ``format`` is one of ``FORMATS``; ``ValueError`` for any other. ``color`` matters to those for people
    only. What the stream cannot encode is written as a backslash escape. A format that is one document
    (all but ``full``, ``concise``, ``github`` and ``json-lines``) is whole also when nothing was found.
    """
    if format not in _WRITERS:
        raise ValueError(f"{format!r} is no output format; there are {', '.join(FORMATS)}")
    whole = io.StringIO()
    writer = import_module(f"flake8_fastapi.reports.{_WRITERS[format]}")
    if format == "json-lines":
        writer.write_lines(results, whole)
    elif format in ("full", "concise"):
        writer.write(results, whole, color=color)
    else:
        writer.write(results, whole)
    write_text(stream, whole.getvalue())
