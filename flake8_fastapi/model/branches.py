"""Which of the ways that a branch offers is what a function is for."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Sequence

EXISTENCE_TESTS = frozenset({"exists", "is_file", "isfile", "is_dir", "isdir"})


def asks_existence(test: ast.expr) -> TypeGuard[ast.Call]:
    """Whether a test asks whether a file is there: ``path.exists()``."""
    return (
        isinstance(test, ast.Call)
        and isinstance(test.func, ast.Attribute)
        and test.func.attr in EXISTENCE_TESTS
    )


def is_usual_path(node: ast.If, following: Sequence[ast.stmt]) -> bool:
    """Whether the body of an ``if`` is what the function is for, and the rest only gives up:
    nothing but ``raise`` or ``return None`` follows."""
    rest = [*node.orelse, *following]
    return bool(rest) and all(_gives_up(statement) for statement in rest)


def _gives_up(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Return):
        return statement.value is None or (
            isinstance(statement.value, ast.Constant) and not statement.value.value
        )
    return isinstance(statement, (ast.Raise, ast.Pass))
