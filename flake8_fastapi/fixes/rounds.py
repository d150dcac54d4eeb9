"""Fixes a file: checks it, makes fixes, and checks again, until nothing is left to fix."""

from __future__ import annotations

import ast
import warnings
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from flake8_fastapi.fixes.apply import apply_fixes
from flake8_fastapi.fixes.other_files import taken_elsewhere
from flake8_fastapi.fixes.source_text import LINE_END
from flake8_fastapi.fixes.unused_imports import without_unused_imports

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flake8_fastapi.fixes.edit import Fix
    from flake8_fastapi.rule import Finding

    class Check(Protocol):
        """``Engine.check``, or what stands for it."""

        def __call__(
            self, tree: ast.Module, filename: str, lines: Sequence[str], with_fixes: bool = False
        ) -> list[Finding]: ...

    Suppressed = Callable[[Finding, Sequence[str]], bool]
    """Whether a finding in a text of these lines is not to be fixed: ``# noqa``, not selected."""

MOST_ROUNDS = 25
BYTE_ORDER_MARK = "\ufeff"


class FixedText(NamedTuple):
    """What became of a text; ``applied`` are the findings that were fixed, in that order."""

    text: str
    applied: tuple[Finding, ...]
    remaining: tuple[Finding, ...]
    """The findings in the new text and their places there, with those that are suppressed."""


def split_lines(text: str) -> list[str]:
    """The lines as Python counts them, with their line ends; a form feed ends none."""
    ends = [match.end() for match in LINE_END.finditer(text)]
    starts = [0, *ends]
    lines = [text[start:end] for start, end in zip(starts, ends, strict=False)]
    return [*lines, text[starts[-1] :]] if starts[-1] < len(text) else lines


def fix_text(text: str, filename: str, check: Check, *, unsafe: bool, suppressed: Suppressed) -> FixedText:
    """Make all fixes in a text that can be made, safe ones only unless ``unsafe``.

    ``text`` is that of the file as it stands on disk, decoded: line ends and a byte order mark are kept.
    ``check`` is an engine's method. A fix that does not take its finding away, or that makes
    another one, is taken back. ``SyntaxError`` where the text is no program.
    """
    mark, body = ("", text)
    if text.startswith(BYTE_ORDER_MARK):
        mark, body = BYTE_ORDER_MARK, text[1:]
    fixer = _Fixer(filename, check, unsafe, suppressed)
    fixed, applied, remaining = fixer.run(body)
    return FixedText(mark + fixed, tuple(applied), tuple(remaining))


class _Fixer:
    def __init__(self, filename: str, check: Check, unsafe: bool, suppressed: Suppressed) -> None:
        self.filename = filename
        self.check_file = check
        self.unsafe = unsafe
        self.suppressed = suppressed
        self.refused: set[tuple[str, str, str]] = set()
        """The fixes that did harm: code, the finding's message, and the text of its line."""

    def check(self, text: str) -> list[Finding]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
        return self.check_file(tree, self.filename, split_lines(text), with_fixes=True)

    def run(self, text: str) -> tuple[str, list[Finding], list[Finding]]:
        applied: list[Finding] = []
        findings = self.check(text)
        for _ in range(MOST_ROUNDS):
            wanted = self._wanted(text, findings)
            if not wanted:
                break
            text, findings, made = self._round(text, findings, wanted)
            applied += made
        return text, applied, findings

    def _wanted(self, text: str, findings: list[Finding]) -> list[tuple[Finding, Fix]]:
        lines = split_lines(text)
        return [
            (each, each.fix)
            for each in findings
            if each.fix is not None
            and (self.unsafe or each.fix.safety == "safe")
            and self._key(each, lines) not in self.refused
            and not self.suppressed(each, lines)
        ]

    def _key(self, finding: Finding, lines: Sequence[str]) -> tuple[str, str, str]:
        line = lines[finding.line - 1].strip() if finding.line <= len(lines) else ""
        return (finding.code, finding.message, line)

    def _round(
        self, text: str, findings: list[Finding], wanted: list[tuple[Finding, Fix]]
    ) -> tuple[str, list[Finding], list[Finding]]:
        """Make fixes together; where the outcome is not better, make each half of them alone."""
        changed, chosen = apply_fixes(text, [fix for _, fix in wanted])
        made = [finding for finding, fix in wanted if any(fix is each for each in chosen)]
        if made:
            changed = without_unused_imports(text, changed, partial(taken_elsewhere, self.filename))
            after = self.check(changed)
            if self._is_better(text, findings, changed, after, made):
                return changed, after, made
        if len(wanted) == 1 or not made:
            lines = split_lines(text)
            self.refused.update(self._key(each, lines) for each, _ in wanted)
            return text, findings, []
        half = (len(made) + 1) // 2 if len(made) > 1 else 1
        first = [pair for pair in wanted if any(pair[0] is each for each in made[:half])]
        return self._round(text, findings, first)

    def _is_better(
        self, text: str, before: list[Finding], changed: str, after: list[Finding], made: list[Finding]
    ) -> bool:
        """Whether the findings that were fixed are gone and no other has come.

        One of the same rule may come on a line that is as it was: the first use of something that may be
        None hides the second from a rule.
        """
        old = Counter(each.code for each in before)
        fixed = Counter(each.code for each in made)
        lines, new_lines = split_lines(text), split_lines(changed)
        known = {self._key(each, lines) for each in before}
        untouched = {line.strip() for line in lines}
        revealed = Counter(
            key[0]
            for key in (self._key(each, new_lines) for each in after)
            if key not in known and key[2] in untouched
        )
        return all(
            count <= old[code] - max(0, fixed[code] - revealed[code])
            for code, count in Counter(each.code for each in after).items()
        )
