"""Where functions assign their names, as their syntax tells."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.tree_walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition


class Assignments:
    """Answers it for each function from one look at it."""

    def __init__(self) -> None:
        self._in_loops: dict[FunctionDefinition, frozenset[str]] = {}
        self._last: dict[FunctionDefinition, dict[str, int]] = {}

    def in_loops(self, function: FunctionDefinition) -> frozenset[str]:
        """The names that a function assigns inside of loops, where one look does not settle them."""
        found = self._in_loops.get(function)
        if found is None:
            found = self._in_loops[function] = frozenset(
                each.id
                for loop in walk(function.node())
                if isinstance(loop, (ast.For, ast.AsyncFor, ast.While))
                for each in _assigned(loop)
            )
        return found

    def last_lines(self, function: FunctionDefinition) -> dict[str, int]:
        """The line of the last assignment to each name in a function, those of nested functions too."""
        found = self._last.get(function)
        if found is None:
            found = self._last[function] = {}
            for each in _assigned(function.node()):
                found[each.id] = max(found.get(each.id, 0), each.lineno)
        return found


def _assigned(node: ast.AST) -> Iterator[ast.Name]:
    for each in walk(node):
        if isinstance(each, ast.Name) and not isinstance(each.ctx, ast.Load):
            yield each
