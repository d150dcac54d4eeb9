"""Makes fixes in a text: each whole or not at all, and none that breaks the program's syntax."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterable, Sequence

    from flake8_fastapi.fixes.edit import Edit, Fix


def apply_fixes(text: str, fixes: Iterable[Fix]) -> tuple[str, list[Fix]]:
    """The text after as many of the fixes as go together, and those fixes.

    Where two overlap, the later one in the list is left out; it can be tried on the result. Edits that
    are the same, as of the import that two fixes need, are made once. A fix after which the text
    does not parse is left out.
    """
    chosen: list[Fix] = []
    edits: set[Edit] = set()
    for fix in fixes:
        if _fits(fix, edits):
            chosen.append(fix)
            edits.update(fix.edits)
    changed = apply_edits(text, edits)
    if parse(changed) is not None:
        return changed, chosen
    return _one_by_one(text, chosen)


def _one_by_one(text: str, fixes: Sequence[Fix]) -> tuple[str, list[Fix]]:
    chosen: list[Fix] = []
    edits: set[Edit] = set()
    changed = text
    for fix in fixes:
        attempt = apply_edits(text, edits.union(fix.edits))
        if parse(attempt) is not None:
            chosen.append(fix)
            edits.update(fix.edits)
            changed = attempt
    return changed, chosen


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text after edits of which none overlaps another."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits):
        parts += (text[at : edit.start], edit.text)
        at = edit.end
    return "".join((*parts, text[at:]))


def _fits(fix: Fix, edits: set[Edit]) -> bool:
    return all(edit in edits or not any(_collide(edit, other) for other in edits) for edit in fix.edits)


def _collide(one: Edit, other: Edit) -> bool:
    """Whether two edits touch the same text, or insert at the same place in an order that nobody knows."""
    if one.start == one.end and other.start == other.end:
        return one.start == other.start
    if one.start == one.end:
        return other.start < one.start < other.end
    if other.start == other.end:
        return one.start < other.start < one.end
    return one.start < other.end and other.start < one.end


def parse(text: str) -> ast.Module | None:
    """The text's tree, or None where it is no program."""
    import ast

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
            compile(tree, "<fixed>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return tree
