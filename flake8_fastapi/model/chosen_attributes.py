"""Attributes of which only the beginning or the end of the name is known: ``getattr(self, f"on_{kind}")``."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.definitions import ClassDefinition
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.types import UNKNOWN, ClassObject, Instance, Type, union

if TYPE_CHECKING:
    from flake8_fastapi.model.evaluation import Evaluation

FEWEST_LETTERS = 2
"""Letters of a name that must be known (``on_``): with less it would mean nearly any method."""

MOST_METHODS = 64

Ends = tuple[str, str]


def chosen(evaluation: Evaluation, holder: Type, name: ast.expr) -> Type:
    """Any of the methods that a text may name, of which a part is computed; UNKNOWN for none or too many."""
    if not isinstance(holder, (Instance, ClassObject)):
        return UNKNOWN
    cls = holder.cls if isinstance(holder, Instance) else holder.definition
    if not isinstance(cls, ClassDefinition):
        return UNKNOWN
    ends = _ends_of(name) or _ends_of_local(evaluation, name)
    if ends is None or sum(letter.isalnum() for end in ends for letter in end) < FEWEST_LETTERS:
        return UNKNOWN
    start, end = ends
    names = {
        each: None
        for owner in evaluation.interpreter.hierarchy.lineage(cls)
        if isinstance(owner, ClassDefinition)
        for each in owner.methods
        if each.startswith(start) and each.endswith(end) and len(each) > len(start) + len(end)
    }
    if len(names) > MOST_METHODS:
        return UNKNOWN
    return union(evaluation.interpreter.attributes.find(holder, each) for each in names)


def _ends_of(node: ast.expr) -> Ends | None:
    """What a text begins and ends with, of which something between is computed; None for other values."""
    if isinstance(node, ast.JoinedStr):
        return (_text(node.values[0]), _text(node.values[-1])) if node.values else None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = node.left, node.right
        inner = _ends_of(left) or (_text(left), "")
        return (inner[0], _text(right))
    return None


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _ends_of_local(evaluation: Evaluation, node: ast.expr) -> Ends | None:
    """The same of a name that the function assigns once."""
    if not isinstance(node, ast.Name) or evaluation.definition is None or node.id not in evaluation.env:
        return None
    values = [
        each.value
        for each in walk(evaluation.definition.node())
        if isinstance(each, ast.Assign)
        and any(isinstance(target, ast.Name) and target.id == node.id for target in each.targets)
    ]
    return _ends_of(values[0]) if len(values) == 1 else None
