"""Hand-made memos: code that runs once because it fills what it tests."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.scope import path_of
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.types import UNKNOWN, Instance, Type

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flake8_fastapi.knowledge.reader import Knowledge
    from flake8_fastapi.model.conditionals import Conditionals
    from flake8_fastapi.model.effects import Effect

TELLS_ALIVE = role("tells-alive")


def missing_path(test: ast.expr) -> str | None:
    """``x`` or ``self.x`` when the test is true while that is still missing; None for other tests."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return present_path(test.operand)
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or):
        for value in test.values:
            found = missing_path(value)
            if found is not None:
                return found
    if _compares_with_none(test, (ast.Is, ast.Eq)):
        return path_of(test.left)  # type: ignore[attr-defined]
    return None


def present_path(test: ast.expr) -> str | None:
    """``x`` or ``self.x`` when the test is true once that is there; None for other tests."""
    if isinstance(test, (ast.Name, ast.Attribute)):
        return path_of(test)
    if isinstance(test, ast.NamedExpr):
        return present_path(test.value)
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return missing_path(test.operand)
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        path = present_path(test.values[0])
        return path if path and all(_asks_if_alive(each, path) for each in test.values[1:]) else None
    if _compares_with_none(test, (ast.IsNot, ast.NotEq)):
        return path_of(test.left)  # type: ignore[attr-defined]
    if isinstance(test, ast.Call) and isinstance(test.func, ast.Name) and test.func.id == "hasattr":
        if len(test.args) == 2 and isinstance(test.args[1], ast.Constant):
            owner, name = path_of(test.args[0]), test.args[1].value
            return f"{owner}.{name}" if owner and isinstance(name, str) else None
    return None


def _asks_if_alive(test: ast.expr, path: str) -> bool:
    """Whether it asks an object itself whether it still works: ``x.is_running()``, ``not x.closed``."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        test = test.operand
    if isinstance(test, ast.Call) and not test.args and not test.keywords:
        test = test.func
    return isinstance(test, ast.Attribute) and path_of(test.value) == path and test.attr in TELLS_ALIVE.words


def _key_compared(test: ast.expr, operator: type[ast.In | ast.NotIn]) -> str | None:
    """``x`` when the test is ``key in x``, or ``key not in x``."""
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], operator):
        return path_of(test.comparators[0])
    return None


def _compares_with_none(test: ast.expr, operators: tuple[type[ast.cmpop], ...]) -> bool:
    return (
        isinstance(test, ast.Compare)
        and len(test.ops) == 1
        and isinstance(test.ops[0], operators)
        and isinstance(test.comparators[0], ast.Constant)
        and test.comparators[0].value is None
    )


ASKED_BY_KEY = frozenset({"client", "http", "session", "database"})
"""What a memo with keys does not spare the loop: a program reads few files and loads few models, each
once, but asks for as many rows, pages and answers of models as its own clients name."""


def makes_what_is_kept(knowledge: Knowledge, effect: Effect, returned: Type = UNKNOWN) -> bool:
    """Whether it makes an object, such as a model, or reads a file: once for each of a few keys."""
    if effect.category == "file":
        return True
    if effect.category in ("client", "cpu") and isinstance(returned, Instance):
        return not str(returned.cls).startswith("builtins.")
    if effect.category in ("http", "session", "sleep", "subprocess", "wait"):
        return False
    if knowledge.is_class(effect.operation):
        return True
    facts = knowledge.function(effect.operation)
    return facts is not None and facts.returns is not None and knowledge.is_class(facts.returns)


def is_spared_by_key(knowledge: Knowledge, effect: Effect) -> bool:
    """Whether it matters no more once results are kept by their keys."""
    if effect.category == "cpu" and not _is_named_in_full(knowledge, effect):
        # A method works on what it is given, as in `model.encode(text)`; functions load models and files.
        return False
    if effect.category == "file" and effect.operation.rpartition(".")[2].startswith("write"):
        return False  # a cache reads what it keeps; who writes keeps what clients hand over
    return effect.category not in ASKED_BY_KEY or makes_what_is_kept(knowledge, effect)


def _is_named_in_full(knowledge: Knowledge, effect: Effect) -> bool:
    """Whether it is a function, a constructor or a method of a class itself, not one of an instance."""
    return knowledge.is_class(effect.operation) or knowledge.function(effect.operation) is not None


def outlives_call(scope: Conditionals, path: str) -> bool:
    """Whether what a path names is still there at the next call: a global or an attribute."""
    head, _, rest = path.partition(".")
    if rest:
        return True
    return head in scope.globals


STATE_PARTS = frozenset({"app", "state"})
"""Attributes on the way to what lives as long as the application: ``request.app.state.model``."""


def is_of_one_of_many(scope: Conditionals, path: str) -> bool:
    """Whether a path is an attribute of an object that is looked up or handed over, such as a row.

    What is behind ``if not user.api_key:`` happens once for each user, not once.
    """
    head, *parts = path.split(".")
    return bool(parts) and not _is_kept_outside(scope, head) and STATE_PARTS.isdisjoint((head, *parts[:-1]))


def hands_back(node: ast.If) -> bool:
    """Whether it ends a look into a cache: ``if x: return x``, ``if x is not None: return x.value``."""
    if node.orelse or len(node.body) != 1 or not isinstance(node.body[0], ast.Return):
        return False
    path, returned = present_path(node.test), node.body[0].value
    if path is None or returned is None:
        return False
    found = path_of(returned) or ""
    return found == path or (found.startswith(f"{path}.") and isinstance(node.test, ast.Compare))


def hands_back_found(node: ast.If) -> bool:
    """Whether it ends a look-up, with a word about it: ``if found: log(...); return found``."""
    if node.orelse or not isinstance(returned := node.body[-1], ast.Return) or returned.value is None:
        return False
    path = present_path(node.test)
    told = all(isinstance(each, ast.Expr) for each in node.body[:-1])
    return told and path is not None and path_of(returned.value) == path


def hands_back_key(scope: Conditionals, node: ast.If) -> bool:
    """Whether it ends a look into a container that is kept: ``if key in x: return x[key]``."""
    container = _first(_key_compared(each, ast.In) for each in _asked_together(scope, node.test))
    if container is None or not node.body or not isinstance(returned := node.body[-1], ast.Return):
        return False
    if returned.value is None or not _is_kept_outside(scope, container):
        return False
    parts = (each for each in walk(returned.value) if isinstance(each, ast.Subscript))
    return any(path_of(each.value) == container for each in parts)


def fills_itself(scope: Conditionals, node: ast.If) -> bool:
    """Whether an ``if x is None:`` assigns ``x``, or an ``if key not in x:`` sets ``x[key]``.

    Then its body runs once, or once for each key.
    """
    container = _key_compared(node.test, ast.NotIn)
    if container is not None and _is_kept_outside(scope, container):
        return _fills(container, node.body)
    path = missing_path(node.test)
    if path is None or not outlives_call(scope, path):
        return False
    return any(path_of(target) == path for target in _targets(node.body))


def fills_key(scope: Conditionals, node: ast.If) -> bool:
    """Whether an ``if x is None:`` behind ``x = kept.get(key)`` sets ``kept[key]``."""
    container = _container_asked(scope, node.test, ast.Is)
    return container is not None and _is_kept_outside(scope, container) and _fills(container, node.body)


def _container_asked(scope: Conditionals, test: ast.expr, operator: type[ast.Is | ast.IsNot]) -> str | None:
    """The path of the container that gave what a test like ``x is None`` or ``not x`` asks for."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) and operator is ast.Is:
        test = test.operand
    elif _compares_with_none(test, (operator,)):
        test = test.left  # type: ignore[attr-defined]
    elif operator is ast.Is:
        return None
    if isinstance(test, ast.NamedExpr):
        return container_of_get(test.value)
    return scope.taken_from.get(test.id) if isinstance(test, ast.Name) else None


def container_of_get(value: ast.expr) -> str | None:
    """The path of the container in ``container.get(key)``; None for other expressions."""
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr == "get":
        return path_of(value.func.value)
    return None


def looks_up_first(scope: Conditionals, node: ast.If | ast.Try, following: Sequence[ast.stmt]) -> bool:
    """Whether what stands behind a statement runs once for each key, since its results are kept.

    ``if key in x: return x[key]``, ``if (found := x.get(key)) is not None: return found``, or
    ``try: return x[key]`` before an ``except KeyError``, in front of statements that set ``x[key]``.
    """
    if isinstance(node, ast.If):
        if node.orelse or not _hands_back_some(scope, node.body):
            return False
        tests = _asked_until_change(scope, node.test)
        container = _first(_key_compared(each, ast.In) for each in tests)
        if container is None:
            container = _first(_container_asked(scope, each, ast.IsNot) for each in tests)
        filling = [*following]
    else:
        if not node.body or not isinstance(returned := node.body[-1], ast.Return):
            return False
        container = path_of(returned.value.value) if isinstance(returned.value, ast.Subscript) else None
        if len(node.body) != 1 or not any(_catches_missing_key(each) for each in node.handlers):
            return False
        filling = [*following, *(each for handler in node.handlers for each in handler.body)]
    return container is not None and _is_kept_outside(scope, container) and _fills(container, filling)


def _asked_together(scope: Conditionals, test: ast.expr) -> list[ast.expr]:
    """The tests of which each must hold: ``key in x and is_fresh(x[key])``.

    What is kept until it is old spares nobody who blocks when it is; so for them only the test as it is.
    """
    if scope.interpreter.believes_caches and isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        return test.values
    return [test]


def _asked_until_change(scope: Conditionals, test: ast.expr) -> list[ast.expr]:
    """The same, but also where what is kept holds until something changes: ``x and x[0] == modified``."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        if _asks_for_changes(scope, test.values):
            return test.values
    return _asked_together(scope, test)


def _asks_for_changes(scope: Conditionals, tests: Sequence[ast.expr]) -> bool:
    """Whether tests ask if something is the same as when what is kept was made, and if it is there."""
    others = [each for each in tests if not _compares_with_kept(scope, each)]
    return len(others) < len(tests) and all(
        present_path(each) is not None or _key_compared(each, ast.In) is not None for each in others
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


def _catches_missing_key(handler: ast.ExceptHandler) -> bool:
    return isinstance(handler.type, ast.Name) and handler.type.id in ("KeyError", "LookupError")


def _is_kept_outside(scope: Conditionals, container: str) -> bool:
    """Whether a container is not one that the function has made itself or was handed."""
    return container.partition(".")[0] not in scope.env.keys() - {scope.receiver_name}


def _fills(container: str, body: Sequence[ast.stmt]) -> bool:
    """Whether one of the statements sets a key of the container."""
    return any(
        isinstance(target, ast.Subscript) and path_of(target.value) == container for target in _targets(body)
    )


def _targets(body: Sequence[ast.stmt]) -> list[ast.expr]:
    found: list[ast.expr] = []
    for statement in body:
        if isinstance(statement, ast.Assign):
            for target in statement.targets:
                found += target.elts if isinstance(target, (ast.Tuple, ast.List)) else [target]
        elif isinstance(statement, ast.AnnAssign):
            found.append(statement.target)
        for field in ("body", "orelse", "finalbody"):
            inner = getattr(statement, field, None)
            if isinstance(inner, list):
                found += _targets(inner)
        for handler in getattr(statement, "handlers", []):
            found += _targets(handler.body)
    return found


def guards_done(node: ast.If) -> str | None:
    """The path in ``if self.started: return``, a flag that says that the work is done.

    None for other statements, and where it answers in words (``return {"status": "running"}``): whoever
    does is asked by clients, which start and stop the work as they like.
    """
    if node.orelse or not node.body or not isinstance(node.body[-1], ast.Return):
        return None
    if _is_an_answer(node.body[-1].value):
        return None
    return present_path(node.test) if isinstance(node.test, (ast.Name, ast.Attribute)) else None


def _is_an_answer(returned: ast.expr | None) -> bool:
    is_text = isinstance(returned, ast.Constant) and isinstance(returned.value, str)
    return is_text or isinstance(returned, (ast.Dict, ast.JoinedStr))


def guards_filled(node: ast.If) -> str | None:
    """The path in ``if self.token is not None: return``, behind which it is filled.

    None for other statements.
    """
    if node.orelse or len(node.body) != 1 or not isinstance(node.body[0], ast.Return):
        return None
    if node.body[0].value is not None or not _compares_with_none(node.test, (ast.IsNot, ast.NotEq)):
        return None
    return path_of(node.test.left)  # type: ignore[attr-defined]


def guards_memo(scope: Conditionals, node: ast.If) -> str | None:
    """The path in ``if x is not None: return x``, the other way to write a memo.

    None for other statements.
    """
    if node.orelse or not node.body or not isinstance(node.body[-1], ast.Return):
        return None
    returned = node.body[-1].value
    path = path_of(returned) if returned is not None else None
    tests = _asked_together(scope, node.test)
    return path if path is not None and path in map(present_path, tests) else None


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
