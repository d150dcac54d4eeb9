"""Classes of which one object is made and kept: by their metaclass, or by a decorator.

``Settings()`` then makes nothing after the first time. What a class's own ``__new__`` keeps is
seen where that is evaluated; ``__init__`` runs each time then.
"""

from __future__ import annotations

import ast
from enum import Enum, auto
from typing import TYPE_CHECKING

from flake8_fastapi.model.definitions import ClassDefinition
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.types import ClassObject, FunctionObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.arguments import Arguments
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.interpreter import Interpreter


class Kept(Enum):
    """How many objects of a class there are."""

    NO = auto()
    EACH_ARGUMENTS = auto()
    """One for each combination of arguments."""
    ONE = auto()


def is_made_once(interpreter: Interpreter, cls: ClassDefinition, arguments: Arguments) -> bool:
    """Whether calling a class with these arguments gives an object that is kept from the first call on."""
    if not cls.decorators and not any(
        each.keywords for each in interpreter.hierarchy.lineage(cls) if isinstance(each, ClassDefinition)
    ):
        return False
    kept = interpreter.solver.solve(("objects kept", cls), lambda: _kept(interpreter, cls), Kept.NO)
    given = arguments.positional or arguments.keywords or arguments.unpacked
    return kept is Kept.ONE or (kept is Kept.EACH_ARGUMENTS and not given)


def _kept(interpreter: Interpreter, cls: ClassDefinition) -> Kept:
    for each in interpreter.hierarchy.lineage(cls):
        if not isinstance(each, ClassDefinition):
            continue
        scope = interpreter.module_scope(each.module)
        for keyword in each.keywords:
            if keyword.arg == "metaclass":
                metaclass = scope.reference(keyword.value)
                if isinstance(metaclass, ClassObject):
                    called = interpreter.hierarchy.method(metaclass.definition, "__call__")
                    return _keeps(called, "__call__") if called is not None else Kept.NO
    scope = interpreter.module_scope(cls.module)
    for decorator in cls.decorators:
        of = scope.reference(decorator) if isinstance(decorator, (ast.Name, ast.Attribute)) else None
        if isinstance(of, FunctionObject):
            return _keeps(of.definition, "")
    return Kept.NO


def _keeps(definition: FunctionDefinition, maker: str) -> Kept:
    """Whether a function keeps the object that it makes of the class that is its first parameter.

    ``maker`` is the method by which it does (``super().__call__(...)``); empty where it calls the class.
    """
    node = definition.node()
    parameters = [*node.args.posonlyargs, *node.args.args]
    if not parameters or not any(isinstance(each, (ast.If, ast.IfExp, ast.Try)) for each in walk(node)):
        return Kept.NO  # nothing asks whether there is an object already
    cls = parameters[0].arg
    makers = [each for each in walk(node) if isinstance(each, ast.Call) and _makes(each, cls, maker)]
    names = {
        target.id
        for each in walk(node)
        if isinstance(each, ast.Assign) and each.value in makers
        for target in each.targets
        if isinstance(target, ast.Name)
    }
    shared = {
        name for each in walk(node) if isinstance(each, (ast.Nonlocal, ast.Global)) for name in each.names
    }
    keys = [
        key
        for key, value in _kept_values(node, shared)
        if value in makers or (isinstance(value, ast.Name) and value.id in names)
    ]
    if not keys:
        return Kept.NO
    return Kept.ONE if any(key is None or _is_of_class(key, cls) for key in keys) else Kept.EACH_ARGUMENTS


def _kept_values(node: ast.AST, shared: set[str]) -> Iterator[tuple[ast.expr | None, ast.expr]]:
    """What a function puts where it stays, with its key; None for what an attribute or shared name holds."""
    for each in walk(node):
        if isinstance(each, ast.Call) and last_name(each.func) == "setdefault" and len(each.args) == 2:
            yield each.args[0], each.args[1]
        elif isinstance(each, ast.Assign):
            target = each.targets[-1]
            if isinstance(target, ast.Subscript):
                yield target.slice, each.value
            elif isinstance(target, ast.Attribute) or (isinstance(target, ast.Name) and target.id in shared):
                yield None, each.value


def _makes(call: ast.Call, cls: str, maker: str) -> bool:
    if maker:
        return isinstance(call.func, ast.Attribute) and call.func.attr == maker
    return isinstance(call.func, ast.Name) and call.func.id == cls


def _is_of_class(key: ast.expr, cls: str) -> bool:
    """Whether a key is the class alone, or its name."""
    if isinstance(key, ast.Attribute):
        key = key.value
    return isinstance(key, ast.Name) and key.id == cls
