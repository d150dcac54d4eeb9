"""The answers that a function with ``call_next`` gives without having called on."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.middleware.entry_points import (
    answer_at,
    assigned_to,
    mentions,
    own_nodes,
    status_of,
)
from flake8_fastapi.model.tree_walk import SCOPES, children, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.middleware.entry_points import Answer, EntryPoint


def answers_of_dispatch(entry: EntryPoint) -> Iterator[Answer]:
    """The answers that a ``dispatch`` gives without having called on."""
    node = entry.definition.node()
    if isinstance(node, ast.Lambda):
        return
    calling = _names_from(node, {entry.call_on})
    parents = _parents(node)
    for each in own_nodes(node):
        if not isinstance(each, ast.Return) or each.value is None:
            continue
        values: list[tuple[ast.stmt, ast.expr]] = [(each, each.value)]
        if isinstance(each.value, ast.Name):
            values = assigned_to(node, each.value.id)
        for statement, value in values:
            if isinstance(value, ast.Await):
                value = value.value
            if not isinstance(value, ast.Call) or mentions(value, calling):
                continue
            if not _comes_after_calling(statement, calling, parents):
                yield answer_at(entry, statement.lineno, status_of(value))


def _names_from(node: ast.AST, names: set[str]) -> set[str]:
    """The given names and those that are assigned from them: ``response = await call_next(request)``."""
    found = set(names)
    for _ in range(3):
        before = len(found)
        for each in own_nodes(node):
            targets: list[ast.expr] = []
            if isinstance(each, ast.Assign):
                targets = each.targets
            elif isinstance(each, (ast.AnnAssign, ast.NamedExpr, ast.AugAssign)):
                targets = [each.target]
            value = getattr(each, "value", None)
            if targets and value is not None and mentions(value, found):
                found |= {one.id for target in targets for one in walk(target) if isinstance(one, ast.Name)}
        if len(found) == before:
            break
    return found


def _parents(node: ast.AST) -> dict[ast.AST, ast.AST]:
    return {child: each for each in walk(node) for child in children(each)}


def _comes_after_calling(statement: ast.stmt, calling: set[str], parents: dict[ast.AST, ast.AST]) -> bool:
    """Whether the request was surely called on before a statement of the same or an outer block."""
    child: ast.AST = statement
    while child in parents:
        above = parents[child]
        for block in ("body", "orelse", "finalbody"):
            statements = getattr(above, block, None)
            if isinstance(statements, list) and child in statements:
                before = statements[: statements.index(child)]
                if any(_surely_calls(each, calling) for each in before):
                    return True
        child = above
    return False


def _surely_calls(statement: ast.stmt, calling: set[str]) -> bool:
    if isinstance(statement, (*SCOPES, ast.If, ast.For, ast.While, ast.AsyncFor)):
        return False
    if isinstance(statement, ast.Try):
        return any(_surely_calls(each, calling) for each in statement.body)
    return any(
        isinstance(each, ast.Await) and isinstance(each.value, ast.Call) and mentions(each.value, calling)
        for each in walk(statement)
    )
