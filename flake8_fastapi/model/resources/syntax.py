"""What syntax alone tells the flow analysis: names that code mentions, and what a test rules out."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from flake8_fastapi.model.resources.expressions import path_of
from flake8_fastapi.model.tree_walk import children, walk

if TYPE_CHECKING:
    from collections.abc import Sequence

PATHS = (ast.Attribute, ast.Name, ast.Subscript)
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)


def last_word(path: str) -> str:
    """The last name or key of a path: ``pool`` of ``app.state.pool`` and of ``resources['pool']``."""
    return str(re.findall(r"\w+", path)[-1])


def captured_names(node: ast.AST, closing: frozenset[str]) -> frozenset[str]:
    """The names with which functions and classes inside of a function may do anything.

    A helper that only the function itself calls, and that only calls methods of what a name holds, none
    of which is one of the ``closing`` methods, neither closes nor keeps it.
    """
    found: set[str] = set()
    called = {each.func for each in walk(node) if isinstance(each, ast.Call)}
    handed_on = {each.id for each in walk(node) if isinstance(each, ast.Name) and each not in called}
    for inner in walk(node):
        if inner is node or not isinstance(inner, DEFINITIONS):
            continue
        is_helper = (
            isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef))
            and not inner.decorator_list
            and inner.name not in handed_on
        )
        used = _only_used(inner, closing) if is_helper else frozenset()
        found.update(each.id for each in walk(inner) if isinstance(each, ast.Name) and each not in used)
    return frozenset(found)


def _only_used(helper: ast.AST, closing: frozenset[str]) -> frozenset[ast.expr]:
    """The names in a function of which it asks an attribute that does not end their use."""
    return frozenset(
        each.value
        for each in walk(helper)
        if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name) and each.attr not in closing
    )


def paths_closed_later(body: Sequence[ast.stmt]) -> frozenset[str]:
    """The names that a later ``try ... finally`` or ``with`` of the same block takes care of.

    Setting up between opening a connection and its ``try`` is usual and not worth a finding.
    """
    found: frozenset[str] = frozenset()
    for statement in body:
        if isinstance(statement, (ast.Try, ast.TryStar)):
            found |= paths_in(statement.finalbody)
        elif isinstance(statement, (ast.With, ast.AsyncWith)):
            found |= paths_in([item.context_expr for item in statement.items])
    return found


def paths_in(nodes: Sequence[ast.AST]) -> frozenset[str]:
    """The names and dotted paths that some code mentions."""
    found = {path_of(each) for node in nodes for each in walk(node) if isinstance(each, PATHS)}
    return frozenset(found - {""})


def yield_in(node: ast.AST) -> ast.expr | None:
    """The first ``yield`` in a statement's own expressions; None for none."""
    waiting: list[ast.AST] = [node]
    while waiting:
        each = waiting.pop()
        if isinstance(each, (ast.Yield, ast.YieldFrom)):
            return each
        if not isinstance(each, (ast.Lambda, ast.FunctionDef, ast.AsyncFunctionDef)):
            waiting.extend(children(each))
    return None


def absent_names(test: ast.expr) -> tuple[list[str], list[str]]:
    """The names that are None or false where a test holds, and where it does not."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        yes, no = absent_names(test.operand)
        return no, yes
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        right = test.comparators[0]
        if isinstance(right, ast.Constant) and right.value is None:
            path = [path_of(test.left)]
            if isinstance(test.ops[0], (ast.Is, ast.Eq)):
                return path, []
            if isinstance(test.ops[0], (ast.IsNot, ast.NotEq)):
                return [], path
        return [], []
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        return [name for each in test.values for name in absent_names(each)[0]], []
    path_here = path_of(test)
    return ([], [path_here]) if path_here else ([], [])
