"""Hand-made memos: code that runs once because it fills what it tests.

Those that look for what they keep, under a key or until it changes, are in ``look_ups.py``.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.scope import path_of
from flake8_fastapi.model.types import UNKNOWN, Instance, Type

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    if compares_with_none(test, (ast.Is, ast.Eq)):
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
    if compares_with_none(test, (ast.IsNot, ast.NotEq)):
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


def key_compared(test: ast.expr, operator: type[ast.In | ast.NotIn]) -> str | None:
    """``x`` when the test is ``key in x``, or ``key not in x``."""
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], operator):
        return path_of(test.comparators[0])
    return None


def compares_with_none(test: ast.expr, operators: tuple[type[ast.cmpop], ...]) -> bool:
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
    return bool(parts) and not is_kept_outside(scope, head) and STATE_PARTS.isdisjoint((head, *parts[:-1]))


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


def fills_itself(scope: Conditionals, node: ast.If) -> bool:
    """Whether an ``if x is None:`` assigns ``x``, or an ``if key not in x:`` sets ``x[key]``.

    Then its body runs once, or once for each key. What it calls may assign ``x``, too: ``self.connect()``.
    """
    container = key_compared(node.test, ast.NotIn)
    if container is not None and is_kept_outside(scope, container):
        return fills(container, node.body)
    path = missing_path(node.test)
    if path is None:
        return False
    if outlives_call(scope, path) and any(path_of(target) == path for target in targets_in(node.body)):
        return True
    return any(_assigns(scope, call, path) for call in _calls_in(node.body))


def _calls_in(body: Sequence[ast.stmt]) -> Iterator[ast.Call]:
    """The calls that are statements of their own, also of blocks and awaited."""
    for statement in body:
        if isinstance(statement, ast.Expr):
            value = statement.value.value if isinstance(statement.value, ast.Await) else statement.value
            if isinstance(value, ast.Call):
                yield value
        for field in ("body", "orelse", "finalbody"):
            inner = getattr(statement, field, None)
            if isinstance(inner, list):
                yield from _calls_in(inner)


def _assigns(scope: Conditionals, call: ast.Call, path: str) -> bool:
    """Whether a call is of a method that assigns this attribute of its object, or of a function that does
    this global name."""
    owner, _, name = path.rpartition(".")
    if not owner:
        return (
            isinstance(call.func, ast.Name)
            and name not in scope.env
            and any(each.name == call.func.id for each in scope.module.writers_of(name))
        )
    if not isinstance(call.func, ast.Attribute) or path_of(call.func.value) != owner:
        return False
    of = scope.type_of(call.func.value)
    if not isinstance(of, Instance) or isinstance(of.cls, str):
        return False
    method = scope.interpreter.hierarchy.method(of.cls, call.func.attr)
    if method is None or method.owner is None:
        return False
    return method in scope.interpreter.attributes.assigned_in(method.owner).get(name, ())


def asked_together(scope: Conditionals, test: ast.expr) -> list[ast.expr]:
    """The tests of which each must hold: ``key in x and is_fresh(x[key])``.

    What is kept until it is old spares nobody who blocks when it is; so for them only the test as it is.
    """
    if scope.interpreter.believes_caches and isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        return test.values
    return [test]


def is_kept_outside(scope: Conditionals, container: str) -> bool:
    """Whether a container is not one that the function has made itself or was handed."""
    return container.partition(".")[0] not in scope.env.keys() - {scope.receiver_name}


def fills(container: str, body: Sequence[ast.stmt]) -> bool:
    """Whether one of the statements sets a key of the container."""
    return any(
        isinstance(target, ast.Subscript) and path_of(target.value) == container
        for target in targets_in(body)
    )


def targets_in(body: Sequence[ast.stmt]) -> list[ast.expr]:
    """What statements, and those in their blocks, assign to."""
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
                found += targets_in(inner)
        for handler in getattr(statement, "handlers", []):
            found += targets_in(handler.body)
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
    if node.body[0].value is not None or not compares_with_none(node.test, (ast.IsNot, ast.NotEq)):
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
    tests = asked_together(scope, node.test)
    return path if path is not None and path in map(present_path, tests) else None
