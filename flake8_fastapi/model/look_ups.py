"""Hand-made memos that look for what they keep: under a key, or until it changes."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.once import (
    asked_together,
    compares_with_none,
    fills,
    is_kept_outside,
    key_compared,
    present_path,
    targets_in,
)
from flake8_fastapi.model.scope import path_of
from flake8_fastapi.model.tree_walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flake8_fastapi.model.conditionals import Conditionals


def looks_up_first(scope: Conditionals, node: ast.If | ast.Try, following: Sequence[ast.stmt]) -> bool:
    """Whether what stands behind a statement runs once for each key, since its results are kept.

    ``if key in x: return x[key]``, ``if (found := x.get(key)) is not None: return found``, or
    ``try: return x[key]`` before an ``except KeyError``, in front of statements that set ``x[key]``.
    """
    if isinstance(node, ast.If):
        if node.orelse or not _hands_back_some(scope, node.body):
            return False
        tests = _asked_until_change(scope, node.test)
        container = _first(key_compared(each, ast.In) for each in tests)
        if container is None:
            container = _first(_container_asked(scope, each, ast.IsNot) for each in tests)
        filling = [*following]
    else:
        if not node.body or not isinstance(returned := node.body[-1], ast.Return):
            return False
        container = path_of(returned.value.value) if isinstance(returned.value, ast.Subscript) else None
        if len(node.body) != 1 or not any(catches_missing_key(each) for each in node.handlers):
            return False
        filling = [*following, *(each for handler in node.handlers for each in handler.body)]
    return container is not None and is_kept_outside(scope, container) and fills(container, filling)


def hands_back_key(scope: Conditionals, node: ast.If) -> bool:
    """Whether it ends a look into a container that is kept: ``if key in x: return x[key]``."""
    container = _first(key_compared(each, ast.In) for each in asked_together(scope, node.test))
    if container is None or not node.body or not isinstance(returned := node.body[-1], ast.Return):
        return False
    if returned.value is None or not is_kept_outside(scope, container):
        return False
    parts = (each for each in walk(returned.value) if isinstance(each, ast.Subscript))
    return any(path_of(each.value) == container for each in parts)


def fills_key(scope: Conditionals, node: ast.If) -> bool:
    """Whether an ``if x is None:`` behind ``x = kept.get(key)`` sets ``kept[key]``."""
    container = _container_asked(scope, node.test, ast.Is)
    return container is not None and is_kept_outside(scope, container) and fills(container, node.body)


def item_filled(scope: Conditionals, node: ast.If) -> str | None:
    """The path of ``state`` where an ``if not state["ready"]:`` sets ``state["ready"]``.

    None for other branches, and where the function has made ``state`` itself, or was handed it.
    """
    asked = node.test
    if isinstance(asked, ast.UnaryOp) and isinstance(asked.op, ast.Not):
        asked = asked.operand
    elif compares_with_none(asked, (ast.Is, ast.Eq)):
        asked = asked.left  # type: ignore[attr-defined]
    else:
        return None
    if isinstance(asked, ast.Subscript):
        container, key = path_of(asked.value), asked.slice
    elif isinstance(asked, ast.Call) and len(asked.args) == 1:
        container, key = container_of_get(asked), asked.args[0]
    else:
        return None
    if container is None or not isinstance(key, ast.Constant) or not is_kept_outside(scope, container):
        return None
    filled = any(
        isinstance(target, ast.Subscript)
        and path_of(target.value) == container
        and isinstance(target.slice, ast.Constant)
        and target.slice.value == key.value
        for target in targets_in(node.body)
    )
    return container if filled else None


def guards_unchanged(scope: Conditionals, node: ast.If) -> str | None:
    """The path in ``if modified == x_modified: return x``, a memo that holds until a file changes.

    None for other statements.
    """
    if node.orelse or not node.body or not isinstance(node.body[-1], ast.Return):
        return None
    returned = node.body[-1].value
    if isinstance(returned, ast.Subscript) and isinstance(returned.slice, ast.Constant):
        returned = returned.value
    path = path_of(returned) if returned is not None else None
    test = node.test
    tests = test.values if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And) else [test]
    return path if _asks_for_changes(scope, tests) else None


def container_of_get(value: ast.expr) -> str | None:
    """The path of the container in ``container.get(key)``; None for other expressions."""
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr == "get":
        return path_of(value.func.value)
    return None


def _container_asked(scope: Conditionals, test: ast.expr, operator: type[ast.Is | ast.IsNot]) -> str | None:
    """The path of the container that gave what a test like ``x is None`` or ``not x`` asks for."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) and operator is ast.Is:
        test = test.operand
    elif compares_with_none(test, (operator,)):
        test = test.left  # type: ignore[attr-defined]
    elif operator is ast.Is:
        return None
    if isinstance(test, ast.NamedExpr):
        return container_of_get(test.value)
    return scope.taken_from.get(test.id) if isinstance(test, ast.Name) else None


def _asked_until_change(scope: Conditionals, test: ast.expr) -> list[ast.expr]:
    """The same, but also where what is kept holds until something changes: ``x and x[0] == modified``."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        if _asks_for_changes(scope, test.values):
            return test.values
    return asked_together(scope, test)


def _asks_for_changes(scope: Conditionals, tests: Sequence[ast.expr]) -> bool:
    """Whether tests ask if something is the same as when what is kept was made, and if it is there."""
    others = [each for each in tests if not _compares_with_kept(scope, each)]
    return len(others) < len(tests) and all(
        present_path(each) is not None or key_compared(each, ast.In) is not None for each in others
    )


def _compares_with_kept(scope: Conditionals, test: ast.expr) -> bool:
    """Whether it asks if something is equal to what outlives the call: ``modified == self._modified``."""
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(test.ops[0], ast.Eq):
        return False
    sides = [test.left, test.comparators[0]]
    if any(isinstance(each, ast.Constant) for each in sides):
        return False
    return any(_is_kept_value(scope, each) for each in sides)


def _is_kept_value(scope: Conditionals, node: ast.expr) -> bool:
    """Whether it is a global that is assigned, an attribute of ``self``, or part of what a container gave."""
    while isinstance(node, (ast.Subscript, ast.Attribute)):
        if isinstance(node, ast.Attribute) and path_of(node) is not None:
            break
        node = node.value
    head, *rest = (path_of(node) or "").split(".")
    return head in scope.globals or head in scope.taken_from or (bool(rest) and head == scope.receiver_name)


def _hands_back_some(scope: Conditionals, body: Sequence[ast.stmt]) -> bool:
    """Whether statements end by handing something back, or do so as long as it is fresh."""
    if scope.interpreter.believes_caches:
        return any(
            _hands_back_some(scope, [*each.body, *each.orelse])
            if isinstance(each, ast.If)
            else isinstance(each, ast.Return)
            for each in body
        )
    return bool(body) and isinstance(body[-1], ast.Return)


def _first(found: Iterable[str | None]) -> str | None:
    return next((each for each in found if each is not None), None)


def catches_missing_key(handler: ast.ExceptHandler) -> bool:
    """Whether nothing failed but a look-up by a key, which is an ordinary outcome."""
    return isinstance(handler.type, ast.Name) and handler.type.id in ("KeyError", "LookupError")
