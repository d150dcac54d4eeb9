"""The answers that a function with ``call_next`` gives without having called on."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.definitions import ClassDefinition
from flake8_fastapi.model.middleware.entry_points import (
    EntryPoint,
    answer_at,
    assigned_to,
    mentions,
    own_nodes,
    parameters_of,
    status_of,
)
from flake8_fastapi.model.receivers import receiver_name
from flake8_fastapi.model.tree_walk import SCOPES, children, walk
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import FunctionObject, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.middleware.entry_points import Answer


PAGES = role("page-responses").names
DEEPEST = 2
"""Functions that a middleware leaves a request to, one behind the other."""


def answers_of_dispatch(entry: EntryPoint, depth: int = 0) -> Iterator[Answer]:
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
            if isinstance(value, ast.Call) and depth < DEEPEST:
                for further in _left_to(entry, value):
                    yield from answers_of_dispatch(further, depth + 1)
            if not isinstance(value, ast.Call) or mentions(value, calling) or _is_page(entry, value):
                continue
            if not _comes_after_calling(statement, calling, parents):
                yield answer_at(entry, statement.lineno, status_of(value))


def _is_page(entry: EntryPoint, call: ast.Call) -> bool:
    """Whether an answer is a page that a browser goes to, for which it asks no other origin."""
    module = entry.definition.module
    of = module.project.interpreter.definition_scope(entry.definition).type_of(call.func)
    return module.observation.name_of(of) in PAGES and (status_of(call) or 200) < 400


def _left_to(entry: EntryPoint, call: ast.Call) -> Iterator[EntryPoint]:
    """The functions of the project that a call gives the request and what calls on."""
    positions = [
        position
        for position, each in enumerate(call.args)
        if isinstance(each, ast.Name) and each.id == entry.call_on
    ]
    if not positions:
        return
    definition = entry.definition
    interpreter = definition.module.project.interpreter
    for of in alternatives(interpreter.definition_scope(definition).type_of(call.func)):
        function = of.definition if isinstance(of, FunctionObject) else None
        if isinstance(of, Instance) and isinstance(of.cls, ClassDefinition):
            function = interpreter.hierarchy.method(of.cls, "__call__")
        if function is None or function is definition:
            continue
        names = parameters_of(function)
        if receiver_name(function) is not None:
            names = names[1:]
        if positions[0] < len(names):
            yield EntryPoint(function, names[positions[0]])


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
