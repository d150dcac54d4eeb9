"""Workflow commands of GitHub Actions, which annotate the lines of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from flake8_fastapi.reports.pages import page_of
from flake8_fastapi.reports.places import portable_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flake8_fastapi.reports.result import FileResult

_IN_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = _IN_DATA | str.maketrans({":": "%3A", ",": "%2C"})


def write(results: Sequence[FileResult], stream: TextIO) -> None:
    """One command a finding; paths are relative to the working directory, which must be the repository's."""
    for result in results:
        for finding in result.findings:
            page = page_of(finding.code)
            properties = {
                "title": f"{finding.code} {page.name}" if page else finding.code,
                "file": portable_path(result.path),
                "line": str(finding.line),
                "col": str(finding.column + 1),
            }
            written = ",".join(
                f"{name}={value.translate(_IN_PROPERTIES)}" for name, value in properties.items()
            )
            level = "warning" if page and page.is_opt_in else "error"
            data = f"{finding.code} {finding.message}".translate(_IN_DATA)
            stream.write(f"::{level} {written}::{data}\n")
