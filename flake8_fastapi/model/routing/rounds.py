"""Loops over literals, round by round: ``for router in (items.router, users.router): ...``."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.routing.objects import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.routing.facts import FileRouting
    from flake8_fastapi.model.routing.objects import Place

LARGEST_LOOP = 60
"""Rounds of a loop that are looked at one by one."""


def rounds_of(routing: FileRouting, call: ast.Call, scope: Scope) -> Iterator[tuple[Scope, Place]]:
    """Scope and place for each round of the loop around a call; once where no loop over a literal is."""
    place = routing.place_of(call, scope)
    for above in routing.index.ancestors(call):
        if isinstance(above, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            break
        if isinstance(above, ast.For):
            elements = _elements(routing, above.iter, scope)
            if elements is None or len(elements[0]) > LARGEST_LOOP:
                break
            values, where = elements
            start = (above.body[0].lineno, above.body[0].col_offset)
            suites = tuple(each for each in place.suites if each != start)  # the body surely runs
            for turn, each in enumerate(values):
                bound = _bound(above.target, each)
                overrides = {name: (value, where) for name, value in bound.items()}
                inner = Scope(scope.module, scope.function, scope.cls, overrides)
                yield inner, place._replace(suites=suites, loop=(above.lineno, turn))
            return
    yield scope, place


def _elements(routing: FileRouting, node: ast.expr, scope: Scope) -> tuple[list[ast.expr], Scope] | None:
    """The elements of a list or tuple that is written there or behind a name, and where they are read."""
    if isinstance(node, (ast.Name, ast.Attribute)):
        behind = routing.resolver.value_of(node, scope)
        if behind is None:
            return None
        node, scope = behind
    if isinstance(node, (ast.List, ast.Tuple)):
        if not any(isinstance(each, ast.Starred) for each in node.elts):
            return list(node.elts), scope
    return None


def _bound(target: ast.expr, value: ast.expr) -> dict[str, ast.expr]:
    """The names that a loop's target binds to the parts of one element."""
    if isinstance(target, ast.Name):
        return {target.id: value}
    if isinstance(target, (ast.Tuple, ast.List)) and isinstance(value, (ast.Tuple, ast.List)):
        if len(target.elts) == len(value.elts):
            return {
                name: part
                for each, element in zip(target.elts, value.elts, strict=True)
                for name, part in _bound(each, element).items()
            }
    return {}
