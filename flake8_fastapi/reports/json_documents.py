"""JSON with the fields of Ruff's, and the chain: what reads one can read the other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TextIO

from flake8_fastapi.reports.pages import page_of
from flake8_fastapi.reports.places import step_path
from flake8_fastapi.reports.text_lines import TextLines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flake8_fastapi.fixes.edit import Fix
    from flake8_fastapi.reports.result import FileResult
    from flake8_fastapi.rule import Finding


def write(results: Sequence[FileResult], stream: TextIO) -> None:
    """One array of objects."""
    json.dump(list(_objects(results)), stream, indent=2)
    stream.write("\n")


def write_lines(results: Sequence[FileResult], stream: TextIO) -> None:
    """One object a line."""
    for entry in _objects(results):
        stream.write(json.dumps(entry) + "\n")


def _objects(results: Sequence[FileResult]) -> Iterator[dict[str, Any]]:
    for result in results:
        lines = TextLines(result.text) if result.text is not None and result.findings else None
        for finding in result.findings:
            yield _object(result, finding, lines)


def _object(result: FileResult, finding: Finding, lines: TextLines | None) -> dict[str, Any]:
    page = page_of(finding.code)
    return {
        "code": finding.code,
        "name": page.name if page else None,
        "message": finding.message,
        "filename": result.path,
        "location": _place(finding.line, finding.column),
        "end_location": None,
        "url": None,
        "fix": _fix(finding.fix, lines) if finding.fix and lines else None,
        "chain": [
            {"name": step.name, "filename": step_path(result.path, step), "location": {"row": step.line}}
            for step in finding.chain
        ],
    }


def _fix(fix: Fix, lines: TextLines) -> dict[str, Any]:
    return {
        "applicability": fix.safety,
        "message": fix.description,
        "edits": [
            {
                "content": edit.text,
                "location": _place(*lines.place(edit.start)),
                "end_location": _place(*lines.place(edit.end)),
            }
            for edit in fix.edits
        ],
    }


def _place(line: int, column: int) -> dict[str, int]:
    return {"row": line, "column": column + 1}
