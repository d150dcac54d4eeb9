"""Which objects of the project are made for one request, so that what they keep lives no longer."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.dependency_graph.declared import providers_of
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.types import ClassObject, FunctionObject, Type

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.evaluation import Evaluation

SINGLETON = "__new__"
"""A class that says itself how its objects come to be mostly hands out one and the same."""


def is_new_object(evaluation: Evaluation, owner: ast.expr) -> bool:
    """Whether an expression of a function is an object that it makes, or that a dependency makes for it.

    Not where the function hands the object to others, which may keep it.
    """
    if isinstance(owner, ast.Await):
        owner = owner.value
    if isinstance(owner, ast.Call):
        return _makes_new(evaluation, evaluation.type_of(owner.func))
    function = evaluation.definition
    if not isinstance(owner, ast.Name) or function is None:
        return False
    name = owner.id
    if name in evaluation.globals | evaluation.nonlocals:
        return False
    uses = _Uses(function, name)
    if uses.escapes:
        return False
    if uses.given:
        return all(
            isinstance(each, ast.Call) and _makes_new(evaluation, evaluation.type_of(each.func))
            for each in uses.given
        )
    return any(_makes_new(evaluation, of) for parameter, of in providers_of(function) if parameter == name)


def _makes_new(evaluation: Evaluation, called: Type) -> bool:
    """Whether calling something makes an object of the project that nobody else has."""
    if isinstance(called, ClassObject):
        return evaluation.interpreter.hierarchy.method(called.definition, SINGLETON) is None
    if not isinstance(called, FunctionObject) or called.cached or called.manager:
        return False
    scope = evaluation.interpreter.definition_scope(called.definition)
    returned = [each.value for each in walk(called.definition.node()) if isinstance(each, ast.Return)]
    return bool(returned) and all(
        isinstance(each, ast.Call)
        and isinstance(of := scope.type_of(each.func), ClassObject)
        and _makes_new(evaluation, of)
        for each in returned
    )


class _Uses:
    """What a function does with a name of its own, besides using its attributes."""

    def __init__(self, function: FunctionDefinition, name: str) -> None:
        self.given: list[ast.expr] = []
        """What the name is assigned."""
        self.escapes = False
        """Whether the object is handed over, kept elsewhere or given back, or the name bound otherwise."""
        node = function.node()
        plain = {id(each.value) for each in walk(node) if isinstance(each, ast.Attribute)}
        for each in walk(node):
            if isinstance(each, ast.Assign) and len(each.targets) == 1:
                target = each.targets[0]
                if isinstance(target, ast.Name) and target.id == name:
                    value = each.value.value if isinstance(each.value, ast.Await) else each.value
                    self.given.append(value)
                    plain.add(id(target))
        self.escapes = any(
            isinstance(each, ast.Name) and each.id == name and id(each) not in plain for each in walk(node)
        )
