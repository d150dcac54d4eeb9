"""Which of the ways that a branch offers is what a function is for."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, TypeGuard

from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import External, ExternalMethod, Instance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flake8_fastapi.model.scope import Scope
    from flake8_fastapi.model.types import Type

EXISTENCE_TESTS = frozenset({"exists", "is_file", "isfile", "is_dir", "isdir"})


def asks_existence(test: ast.expr, scope: Scope) -> TypeGuard[ast.Call]:
    """Whether a test asks whether a file is there (``path.exists()``), and not for a key or a row."""
    if not isinstance(test, ast.Call):
        return False
    if isinstance(test.func, ast.Attribute) and test.func.attr not in EXISTENCE_TESTS:
        return False
    return any(_looks_for_file(scope, each) for each in alternatives(scope.type_of(test.func)))


def _looks_for_file(scope: Scope, called: Type) -> bool:
    knowledge = scope.interpreter.knowledge
    if isinstance(called, External):
        name = knowledge.canonical(called.name)
        facts = knowledge.function(name) if name.rpartition(".")[2] in EXISTENCE_TESTS else None
    elif isinstance(called, ExternalMethod) and isinstance(called.receiver, Instance):
        facts = knowledge.method(str(called.receiver.cls), called.name)
    else:
        facts = None
    return facts is not None and facts.category == "metadata"


def is_usual_path(node: ast.If, following: Sequence[ast.stmt]) -> bool:
    """Whether the body of an ``if`` is what the function is for, and the rest only gives up:
    nothing but ``raise`` or ``return None`` follows."""
    rest = [*node.orelse, *following]
    return bool(rest) and all(_gives_up(statement) for statement in rest)


def is_search(node: ast.If, following: Sequence[ast.stmt], behind_loop: Sequence[ast.stmt] | None) -> bool:
    """Whether an ``if`` ends a loop that looks for something, and nobody does anything where it is not found:
    ``for each in items: if each.id == wanted: ...; return each``."""
    if behind_loop is None or node.orelse or following or not isinstance(node.body[-1], ast.Return):
        return False
    return all(_gives_up(statement) for statement in behind_loop)


def choice_of_items(loop: ast.For | ast.AsyncFor) -> ast.If | None:
    """The ``if`` by which a loop chooses its items: ``for each in items: if each.is_open: each.write()``.

    It ends the loop's body, has no ``else``, asks something of the item, and lets the loop go on.
    """
    last = loop.body[-1]
    if not isinstance(last, ast.If) or last.orelse:
        return None
    if isinstance(last.body[-1], (ast.Break, ast.Raise, ast.Return)):
        return None
    names = {each.id for each in walk(loop.target) if isinstance(each, ast.Name)}
    asked = any(isinstance(each, ast.Name) and each.id in names for each in walk(last.test))
    return last if asked else None


def _gives_up(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Return):
        return statement.value is None or (
            isinstance(statement.value, ast.Constant) and not statement.value.value
        )
    return isinstance(statement, (ast.Raise, ast.Pass))
