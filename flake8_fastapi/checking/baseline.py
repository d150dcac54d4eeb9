"""Baselines: findings that a code base has had for long, and that only new ones are to be told from.

A finding is recognised by its file, code, message and the text of its line, wherever that line has
moved. Of several that are the same as many are silent as the baseline counts. The file is JSON with
a line for each of them, in a fixed order, so that differences are easy to read.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from flake8_fastapi.commands import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from flake8_fastapi.rule import Finding

VERSION = 1

NUMBERS = re.compile(r"(?<=\.py):\d+|(?<=\bline )\d+")
"""Line numbers in messages: other files' lines move, too."""


def without_line_numbers(message: str) -> str:
    """A message as it stays when lines move."""
    return NUMBERS.sub("", message)


class Known(NamedTuple):
    """What a finding is recognised by. ``path`` is relative to the baseline's folder, with slashes."""

    path: str
    code: str
    message: str
    line: str


class Baseline:
    """The findings of a baseline file, and which of them have come up again."""

    def __init__(self, path: str, counts: Counter[Known]) -> None:
        self.path = path
        self.counts = counts
        self._folder = os.path.dirname(os.path.abspath(path))
        self._by_path: dict[str, Counter[Known]] = {}
        for known, count in counts.items():
            self._by_path.setdefault(known.path, Counter())[known] = count
        self._left: dict[str, Counter[Known]] = {}

    @classmethod
    def load(cls, path: str) -> Baseline:
        """The baseline in a file; ``UsageError`` where it is missing or broken."""
        try:
            with open(path, encoding="utf-8") as file:
                document = json.load(file)
        except OSError as error:
            advice = f"write it with: fapi check --write-baseline {path}"
            raise UsageError(f"baseline {path} cannot be read: {error.strerror}; {advice}") from None
        except (ValueError, RecursionError) as error:
            raise UsageError(f"baseline {path} is broken: {error or 'nested too deeply'}") from None
        return cls(path, _counts(path, document))

    @classmethod
    def of(cls, path: str, found: Iterable[tuple[str, Sequence[Finding], Sequence[str]]]) -> Baseline:
        """A baseline of findings: absolute path, findings and lines of each file."""
        made = cls(path, Counter())
        counts = Counter(
            made._known(name, finding, lines) for name, findings, lines in found for finding in findings
        )
        return cls(path, counts)

    def new(self, path: str, findings: Iterable[Finding], lines: Sequence[str]) -> list[Finding]:
        """The findings of a file, given by its absolute path, that the baseline does not have."""
        name = self._name(path)
        left = Counter(self._by_path.get(name, ()))
        new = []
        for finding in findings:
            known = self._known(path, finding, lines)
            if left[known] > 0:
                left[known] -= 1
            else:
                new.append(finding)
        self._left[name] = left
        return new

    def gone(self, checked: Iterable[str], is_run: Callable[[str, str], bool]) -> list[Known]:
        """What the baseline has and the files, given by absolute paths, have no more.

        ``is_run`` says whether findings of a code would have been shown in a file. Files that do not
        exist any more have none.
        """
        names = {self._name(path) for path in checked}
        return sorted(self._gone(names, is_run))

    def _gone(self, checked: set[str], is_run: Callable[[str, str], bool]) -> Iterator[Known]:
        for name, known in self._by_path.items():
            path = os.path.join(self._folder, name)
            if name in checked:
                left = self._left.get(name, known)
            elif not os.path.exists(path):
                left = known
            else:
                continue
            yield from (each for each in left.elements() if is_run(each.code, path))

    def as_text(self) -> str:
        """The baseline as its file has it."""
        rows = [
            json.dumps({**known._asdict(), "count": count}, ensure_ascii=False)
            for known, count in sorted(self.counts.items())
        ]
        findings = "".join(f"\n  {row}" + ("," if row is not rows[-1] else "\n ") for row in rows)
        return f'{{\n "version": {VERSION},\n "findings": [{findings}]\n}}\n'

    def _known(self, path: str, finding: Finding, lines: Sequence[str]) -> Known:
        line = lines[finding.line - 1] if 0 < finding.line <= len(lines) else ""
        text = " ".join(line.split()).encode("utf-8", "replace").decode("utf-8")
        return Known(self._name(path), finding.code, without_line_numbers(finding.message), text)

    def _name(self, path: str) -> str:
        try:
            path = os.path.relpath(path, self._folder)
        except ValueError:  # another drive
            return path
        return path.replace(os.sep, "/")


def _counts(path: str, document: Any) -> Counter[Known]:
    if not isinstance(document, dict) or not isinstance(document.get("findings"), list):
        raise UsageError(f"baseline {path} is broken: it has no list of findings")
    if document.get("version") != VERSION:
        raise UsageError(f"baseline {path} has a version that this fapi does not know; write it anew")
    counts: Counter[Known] = Counter()
    for row in document["findings"]:
        texts = [row.get(name) for name in Known._fields] if isinstance(row, dict) else [None]
        count = row.get("count", 1) if isinstance(row, dict) else None
        if not all(isinstance(text, str) for text in texts) or type(count) is not int or count < 1:
            raise UsageError(f"baseline {path} is broken: {json.dumps(row)[:80]} is no finding")
        counts[Known(*texts)] += count
    return counts
