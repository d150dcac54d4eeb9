"""A code quality report for GitLab's merge requests."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TextIO

from flake8_fastapi.reports.fingerprints import fingerprints
from flake8_fastapi.reports.pages import page_of
from flake8_fastapi.reports.places import portable_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flake8_fastapi.reports.result import FileResult


def write(results: Sequence[FileResult], stream: TextIO) -> None:
    """One array; GitLab tells old findings from new ones by their fingerprints."""
    issues = []
    for result in results:
        for finding, fingerprint in zip(result.findings, fingerprints(result), strict=True):
            page = page_of(finding.code)
            begin = {"line": finding.line, "column": finding.column + 1}
            issues.append(
                {
                    "description": f"{finding.code}: {finding.message}",
                    "check_name": finding.code,
                    "fingerprint": fingerprint,
                    "severity": "minor" if page and page.is_opt_in else "major",
                    "location": {
                        "path": portable_path(result.path),
                        "positions": {"begin": begin, "end": begin},
                    },
                }
            )
    json.dump(issues, stream, indent=2)
    stream.write("\n")
