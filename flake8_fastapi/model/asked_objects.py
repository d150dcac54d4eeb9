"""What objects answer for sure: ``loop.is_running()``, ``type(x).__name__ == "Memory"``."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.types import External, Instance, Union

if TYPE_CHECKING:
    from flake8_fastapi.model.scope import Scope
    from flake8_fastapi.model.types import Type


EVENT_LOOPS = frozenset({"asyncio.AbstractEventLoop", "uvloop.Loop"})


def answered_by_objects(scope: Scope, test: ast.expr) -> bool | None:
    """Whether such a question always comes out the same; None when it is another or can go both ways."""
    if isinstance(test, ast.Compare):
        return _truth_of_class_name(scope, test)
    if isinstance(test, ast.Call) and isinstance(test.func, ast.Attribute) and not test.args:
        return _truth_of_running(scope, test.func)
    return None


def _truth_of_running(scope: Scope, asked: ast.Attribute) -> bool | None:
    """The outcome of ``loop.is_running()``: what is evaluated is what happens while the event loop runs."""
    of = scope.type_of(asked.value) if asked.attr == "is_running" else None
    return True if isinstance(of, Instance) and of.cls in EVENT_LOOPS else None


def _truth_of_class_name(scope: Scope, test: ast.Compare) -> bool | None:
    """The outcome of a comparison of an object's class's name with literals.

    An object of a class may be one of a subclass, whose name is another; what is imported under a name
    is known by the name of its definition.
    """
    if len(test.ops) != 1 or not isinstance(test.ops[0], (ast.Eq, ast.NotEq, ast.In, ast.NotIn)):
        return None
    subject = _subject(scope, test.left)
    asked = _texts(test.comparators[0])
    if subject is None or asked is None:
        return None
    names = _names_of(scope, scope.type_of(subject))
    if names is None:
        return None
    is_positive = isinstance(test.ops[0], (ast.Eq, ast.In))
    if not names & asked:
        return not is_positive
    return is_positive if names <= asked else None


def _subject(scope: Scope, node: ast.expr) -> ast.expr | None:
    """The object of whose class the name is asked for; None where something else is."""
    if not isinstance(node, ast.Attribute) or node.attr not in ("__name__", "__qualname__"):
        return None
    if isinstance(node.value, ast.Attribute) and node.value.attr == "__class__":
        return node.value.value
    call = node.value
    if isinstance(call, ast.Call) and len(call.args) == 1 and isinstance(call.func, ast.Name):
        if call.func.id == "type" and scope.reference(call.func) == External("builtins.type"):
            return call.args[0]
    return None


def _texts(node: ast.expr) -> set[str] | None:
    """The texts that a literal is, or has for members; None for all else."""
    nodes = node.elts if isinstance(node, (ast.Tuple, ast.List, ast.Set)) else [node]
    found = {each.value for each in nodes if isinstance(each, ast.Constant) and isinstance(each.value, str)}
    return found if len(found) == len(nodes) else None


def _names_of(scope: Scope, of: Type) -> set[str] | None:
    """The names of all classes of which an object may be; None where they are not known."""
    hierarchy = scope.interpreter.hierarchy
    names: set[str] = set()
    for option in of.options if isinstance(of, Union) else (of,):
        if not isinstance(option, Instance) or isinstance(option.cls, str):
            return None
        names.add(option.cls.name)
        if not option.exact:
            names.update(each.name for each in hierarchy.subclasses(option.cls))
    return names
