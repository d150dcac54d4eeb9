"""What a finding is recognised by when the lines above it come and go."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING

from flake8_fastapi.reports.places import portable_path
from flake8_fastapi.reports.text_lines import TextLines

if TYPE_CHECKING:
    from flake8_fastapi.reports.result import FileResult
    from flake8_fastapi.rule import Finding

_LINE_NUMBER = re.compile(r"(?<=:)\d+\b")


def fingerprints(result: FileResult) -> list[str]:
    """For each finding of a file, 64 hexadecimal digits that stay when lines or columns move.

    They are made of the file's path, the code and the text of the line; of those that are equal in
    all three, the second and later ones are numbered. The message counts only where there is no
    text, without its line numbers.
    """
    lines = TextLines(result.text) if result.text is not None else None
    path = portable_path(result.path)
    seen: Counter[tuple[str, str]] = Counter()
    digests = []
    for finding in result.findings:
        key = (finding.code, _content(finding, lines))
        parts = (path, *key, str(seen[key]))
        seen[key] += 1
        digests.append(hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest())
    return digests


def _content(finding: Finding, lines: TextLines | None) -> str:
    if lines is None:
        return _LINE_NUMBER.sub("", finding.message)
    return " ".join(lines.line(finding.line).split())
