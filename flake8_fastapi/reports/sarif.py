"""SARIF 2.1.0, which code scanning of GitHub and others takes: chains are code flows."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from flake8_fastapi import __version__
from flake8_fastapi.reports.fingerprints import fingerprints
from flake8_fastapi.reports.pages import RulePage, page_of
from flake8_fastapi.reports.places import portable_path, step_path, uri_reference
from flake8_fastapi.reports.text_lines import TextLines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flake8_fastapi.fixes.edit import Edit, Fix
    from flake8_fastapi.reports.result import FileResult
    from flake8_fastapi.rule import Finding

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_BASE = "%SRCROOT%"
"""The name under which URIs are relative to the working directory."""


def write(results: Sequence[FileResult], stream: TextIO) -> None:
    """One log with one run; URIs are relative to the working directory where the files are below it."""
    codes = sorted({finding.code for result in results for finding in result.findings})
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "fapi",
                        "fullName": "flake8-fapi",
                        "version": __version__,
                        "rules": [_rule(code) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {_BASE: {"uri": Path(os.getcwd()).as_uri().rstrip("/") + "/"}},
                "results": [found for result in results for found in _results(result, codes)],
            }
        ],
    }
    json.dump(log, stream, indent=2)
    stream.write("\n")


def _rule(code: str) -> dict[str, Any]:
    page = page_of(code)
    if page is None:
        return {"id": code, "defaultConfiguration": {"level": "error"}}
    return {
        "id": code,
        "name": page.name,
        "shortDescription": {"text": page.summary},
        "fullDescription": {"text": page.wrong},
        "help": {"text": _help(page, "{}:"), "markdown": _help(page, "## {}")},
        "defaultConfiguration": {"enabled": not page.is_opt_in, "level": _level(page)},
    }


def _help(page: RulePage, heading: str) -> str:
    parts = [page.wrong]
    for title, text in page.sections.items():
        parts += [heading.format(title), text]
    return "\n\n".join(parts)


def _level(page: RulePage | None) -> str:
    return "warning" if page is not None and page.is_opt_in else "error"


def _results(result: FileResult, codes: list[str]) -> Iterator[dict[str, Any]]:
    lines = TextLines(result.text) if result.text is not None and result.findings else None
    for finding, fingerprint in zip(result.findings, fingerprints(result), strict=True):
        found = _result(result, finding, fingerprint, codes.index(finding.code))
        if lines:
            region = found["locations"][0]["physicalLocation"]["region"]
            region["snippet"] = {"text": lines.line(finding.line)}
            if finding.fix:
                found["fixes"] = [_fix(result.path, finding.fix, lines)]
        yield found


def _result(result: FileResult, finding: Finding, fingerprint: str, rule_index: int) -> dict[str, Any]:
    place = _location(result.path, finding.line, finding.column)
    found: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule_index,
        "level": _level(page_of(finding.code)),
        "message": {"text": finding.message},
        "locations": [place],
        "partialFingerprints": {"fapiLine/v1": fingerprint},
    }
    if finding.chain:
        steps = [{"location": place | {"message": {"text": "starts here"}}}]
        for step in finding.chain:
            location = _location(step_path(result.path, step), step.line, None)
            steps.append({"location": location | {"message": {"text": step.name}}})
        found["codeFlows"] = [{"threadFlows": [{"locations": steps}]}]
    return found


def _location(path: str, line: int, column: int | None) -> dict[str, Any]:
    region = {"startLine": line}
    if column is not None:
        region["startColumn"] = column + 1
    return {"physicalLocation": {"artifactLocation": _artifact(path), "region": region}}


def _artifact(path: str) -> dict[str, str]:
    uri, is_relative = uri_reference(portable_path(path))
    return {"uri": uri, "uriBaseId": _BASE} if is_relative else {"uri": uri}


def _fix(path: str, fix: Fix, lines: TextLines) -> dict[str, Any]:
    replacements = [_replacement(edit, lines) for edit in fix.edits]
    return {
        "description": {"text": fix.description},
        "artifactChanges": [{"artifactLocation": _artifact(path), "replacements": replacements}],
    }


def _replacement(edit: Edit, lines: TextLines) -> dict[str, Any]:
    (line, column), (end_line, end_column) = lines.place(edit.start), lines.place(edit.end)
    region = {"startLine": line, "startColumn": column + 1, "endLine": end_line, "endColumn": end_column + 1}
    return {"deletedRegion": region, "insertedContent": {"text": edit.text}}
