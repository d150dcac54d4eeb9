"""What the functions of a project are given for a parameter, wherever they are called by name."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.configuration.places import Place, parameter_default, place_in
from flake8_fastapi.model.configuration.reaching import assigns
from flake8_fastapi.model.receivers import is_receiver, receiver_name
from flake8_fastapi.model.source import parse
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.tree_walk import children, walk
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import ClassObject, FunctionObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project


def values_given(
    project: Project, node: ast.expr, definition: FunctionDefinition | None
) -> Iterator[tuple[ast.expr, Place]]:
    """What callers give for an expression that is a parameter of its function, or kept by the constructor.

    ``secret`` in ``def sign(payload, secret)``, and ``self.secret`` where ``__init__`` takes it.
    """
    if definition is None or definition.parent is not None:
        return
    if isinstance(node, ast.Name):
        if parameter_default(definition.node(), node.id) is not None and not assigns(
            definition.node(), node.id
        ):
            yield from _given(project, definition, node.id)
    elif isinstance(node, ast.Attribute) and definition.owner is not None:
        if is_receiver(node.value, definition):
            for constructor in definition.owner.methods.get("__init__", ()):
                parameter = _kept_as(constructor, node.attr)
                if parameter:
                    yield from _given(project, constructor, parameter)


def _kept_as(constructor: FunctionDefinition, attribute: str) -> str:
    """The parameter that a constructor assigns to an attribute as it is."""
    node = constructor.node()
    for each in walk(node):
        if isinstance(each, ast.Assign) and isinstance(each.value, ast.Name):
            for target in each.targets:
                if isinstance(target, ast.Attribute) and target.attr == attribute:
                    if parameter_default(node, each.value.id) is not None:
                        return each.value.id
    return ""


def _given(
    project: Project, definition: FunctionDefinition, parameter: str
) -> Iterator[tuple[ast.expr, Place]]:
    owner = definition.owner
    is_constructor = definition.name == "__init__" and owner is not None
    name = owner.name if is_constructor and owner is not None else definition.name
    needle = name.encode()
    for module, _ in project.survey.files(lambda content: needle in content):
        for call, place in _calls(module, name):
            if _reaches(place, call, definition, is_constructor):
                given = _argument(call, definition, parameter)
                if given is not None:
                    yield given, place


def _calls(module: Module, name: str) -> Iterator[tuple[ast.Call, Place]]:
    """The calls by a name in a file, each with its place."""
    tree = parse("\n".join(module.project.bodies.lines_of(module)))
    for call in calls_outside_functions(tree) if tree is not None else ():
        if last_name(call.func) == name:
            yield call, Place(module)
    for function in module.skeleton.functions:
        if f"{name}(" in module.project.bodies.text_of(function):
            place = place_in(function)
            for call in place.body.calls() if place.body is not None else ():
                if last_name(call.func) == name:
                    yield call, place


def _reaches(place: Place, call: ast.Call, definition: FunctionDefinition, is_constructor: bool) -> bool:
    for of in alternatives(place.type_of(call.func)):
        if is_constructor and isinstance(of, ClassObject) and of.definition is definition.owner:
            return True
        if isinstance(of, FunctionObject) and of.definition is definition:
            return True
    return False


def _argument(call: ast.Call, definition: FunctionDefinition, parameter: str) -> ast.expr | None:
    for keyword in call.keywords:
        if keyword.arg == parameter:
            return keyword.value
    arguments = definition.node().args
    names = [each.arg for each in (*arguments.posonlyargs, *arguments.args)]
    if receiver_name(definition) is not None:
        names = names[1:]
    if parameter not in names or any(isinstance(each, ast.Starred) for each in call.args):
        return None
    position = names.index(parameter)
    return call.args[position] if position < len(call.args) else None


def calls_outside_functions(tree: ast.Module) -> list[ast.Call]:
    """The calls at the top level of a file and in the bodies of its classes."""
    waiting: list[ast.AST] = [tree]
    found = []
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            continue
        if isinstance(node, ast.Call):
            found.append(node)
        waiting.extend(children(node))
    return found
