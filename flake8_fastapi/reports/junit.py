"""JUnit's XML, as Jenkins and most CI servers read it: a suite for each file, a failure for each finding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TextIO
from xml.etree import ElementTree

from flake8_fastapi.reports.places import portable_path
from flake8_fastapi.reports.result import FileResult

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no way to write, not even escaped."""


def write(results: Sequence[FileResult], stream: TextIO) -> None:
    """One document; a file without findings is a suite with one test that passes.

    Where there are no files at all there is one such suite, because servers take an empty report for
    a failed run.
    """
    results = results or [FileResult("fapi", (), None)]
    total = sum(len(result.findings) for result in results)
    root = ElementTree.Element("testsuites", name="fapi", failures=str(total), errors="0")
    for result in results:
        path = _valid(portable_path(result.path))
        count = str(len(result.findings))
        suite = ElementTree.SubElement(
            root, "testsuite", name=path, package="fapi", failures=count, errors="0", skipped="0"
        )
        suite.set("tests", count if result.findings else "1")
        for finding in result.findings:
            place = f"{finding.line}:{finding.column + 1}"
            case = ElementTree.SubElement(suite, "testcase", name=f"{finding.code} {place}", classname=path)
            failure = ElementTree.SubElement(
                case, "failure", type=finding.code, message=_valid(finding.message)
            )
            failure.text = _valid(f"{path}:{place}: {finding.code} {finding.message}")
        if not result.findings:
            ElementTree.SubElement(suite, "testcase", name=path, classname=path)
    root.set("tests", str(sum(len(result.findings) or 1 for result in results)))
    ElementTree.indent(root)
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    stream.write(ElementTree.tostring(root, encoding="unicode") + "\n")


def _valid(text: str) -> str:
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
