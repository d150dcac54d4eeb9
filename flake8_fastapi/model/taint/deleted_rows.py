"""Conditions that leave out only what was deleted: rows that are kept and marked (``deleted_at``)."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.whole_tables import whole_tables
from flake8_fastapi.model.spelling import last_name

if TYPE_CHECKING:
    from flake8_fastapi.model.taint.flows import Called


def leaves_only_deleted_out(called: Called) -> bool:
    """Whether every condition that a call is given is one for rows that are not marked as deleted."""
    conditions, keywords = called.node.args, called.node.keywords
    if called.name not in whole_tables().conditions or not (conditions or keywords):
        return False
    return all(map(is_of_undeleted, conditions)) and all(
        each.arg is not None and _is_mark(each.arg) and _is_unset(each.value) for each in keywords
    )


def is_of_undeleted(condition: ast.expr) -> bool:
    """Whether a condition says no more than that a row or document is not marked as deleted."""
    if isinstance(condition, ast.Dict):
        return bool(condition.keys) and all(map(_is_unmarked_field, condition.keys, condition.values))
    if isinstance(condition, ast.Compare):
        (operator, *more), value = condition.ops, condition.comparators[0]
        return not more and isinstance(operator, ast.Eq) and _is_marking(condition.left) and _is_unset(value)
    if isinstance(condition, ast.UnaryOp):
        return isinstance(condition.op, ast.Invert) and _is_marking(condition.operand)
    if not isinstance(condition, ast.Call) or len(condition.args) != 1:
        return False
    function, value = condition.func, condition.args[0]
    if isinstance(function, ast.Attribute) and function.attr in whole_tables().unmarked.methods:
        return _is_marking(function.value) and _is_unset(value)
    return last_name(function) in whole_tables().unmarked.negations and _is_marking(value)


def _is_unmarked_field(key: ast.expr | None, value: ast.expr) -> bool:
    """Whether a field of MongoDB's conditions asks for documents that are not marked."""
    if not isinstance(key, ast.Constant) or not isinstance(key.value, str) or not _is_mark(key.value):
        return False
    if not isinstance(value, ast.Dict):
        return _is_unset(value)
    if len(value.keys) != 1 or not isinstance(value.keys[0], ast.Constant):
        return False
    unmarked, operator, given = whole_tables().unmarked, value.keys[0].value, value.values[0]
    if operator in unmarked.equals:
        return _is_unset(given)
    return isinstance(given, ast.Constant) and given.value is unmarked.operators.get(str(operator), ...)


def _is_marking(node: ast.expr) -> bool:
    """Whether an expression is a column that marks rows as deleted."""
    while (
        isinstance(node, ast.Call)
        and last_name(node.func) in whole_tables().unmarked.columns
        and len(node.args) == 1
    ):
        node = node.args[0]  # `col(Item.deleted_at)` of SQLModel
    return isinstance(node, ast.Attribute) and _is_mark(node.attr)


def _is_mark(name: str) -> bool:
    return name.replace("_", "").lower() in whole_tables().marks


def _is_unset(value: ast.expr) -> bool:
    """Whether a value is that of a row that is not marked."""
    if isinstance(value, ast.Constant):
        return value.value is None or value.value is False or value.value == 0
    return (
        isinstance(value, ast.Call)
        and not value.args
        and last_name(value.func) in whole_tables().unmarked.values
    )
