"""One line a finding, as flake8 writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from flake8_fastapi.reports.terminal import Style, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flake8_fastapi.reports.result import FileResult


def write(results: Sequence[FileResult], stream: TextIO, *, color: bool) -> None:
    """``path:line:column: CODE message``; lines and columns count from 1."""
    style = Style(color)
    for result in results:
        path = style.bold(shown(result.path))
        for finding in result.findings:
            place = f"{finding.line}:{finding.column + 1}:"
            stream.write(f"{path}:{place} {style.red(finding.code)} {shown(finding.message)}\n")
