"""Whose objects a value holds: what goes on living with it, and may be used by whoever gets it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.tree_walk import children, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

ANSWERS = (ast.Compare, ast.Constant, ast.JoinedStr)
"""Expressions whose value is a text, a number or a truth value, whatever it was made of."""

COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.GeneratorExp)


def names_held(node: ast.expr, *, may_lead_back: bool = False) -> set[str]:
    """The names whose objects an expression's value holds.

    These are the name itself, the arguments of what is called, the members of a container, either side of a
    choice, and what a lambda uses. An attribute's value is read at once, and so is what decides a choice.
    With ``may_lead_back`` the objects count as well whose methods or functions gave the value, or that it
    was taken out of: rows are loaded through the session that found them.
    """
    held = set()
    pending: list[ast.AST] = [node]
    while pending:
        each = pending.pop()
        if isinstance(each, ast.Name):
            held.add(each.id)
        elif isinstance(each, ast.Lambda):
            held.update(name.id for name in walk(each) if isinstance(name, ast.Name))
        elif not isinstance(each, ANSWERS) and not _negates(each):
            pending.extend(_parts_held(each, may_lead_back))
    return held


def _negates(node: ast.AST) -> bool:
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)


def _parts_held(node: ast.AST, may_lead_back: bool) -> Iterator[ast.AST]:
    """The parts of an expression, none of them just a name's attribute, that its value goes on with."""
    if isinstance(node, ast.Call):
        yield from node.args
        yield from (keyword.value for keyword in node.keywords)
        if may_lead_back:
            yield node.func.value if isinstance(node.func, ast.Attribute) else node.func
    elif isinstance(node, ast.Attribute):
        if may_lead_back and not isinstance(node.value, ast.Name):
            yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (node.body, node.orelse)
    elif may_lead_back:
        yield from children(node)
    elif isinstance(node, COMPREHENSIONS):
        yield node.elt
    elif isinstance(node, ast.DictComp):
        yield node.value
    elif not isinstance(node, (ast.Subscript, ast.BinOp)):
        yield from children(node)
