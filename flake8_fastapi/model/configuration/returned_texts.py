"""Functions of the project whose result a path operation sends as it is."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.configuration.places import place_in
from flake8_fastapi.model.roles import Roles
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.tree_walk import own_nodes, walk
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import ClassObject, FunctionObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.configuration.places import Place
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module

MODEL = "response_model"
"""What the keyword of a route is called that lets pass the fields of a class only."""

MOST_FILES = 60
"""Files that mention a name; what more have is the name of many functions."""


def sent_by(function: FunctionDefinition) -> str:
    """The name of a path operation that sends what a function returns; empty for none."""
    if function.parent is not None:
        return ""
    project = function.module.project
    paths = list(project.survey.paths_with_word(function.name))
    if len(paths) > MOST_FILES:
        return ""
    called = f"{function.name}("
    for module, _ in project.survey.files(lambda content: called.encode() in content, paths):
        for operation, model in _path_operations(module, called):
            if _sends(operation, model, function):
                return operation.name
    return ""


def _path_operations(module: Module, called: str) -> Iterator[tuple[FunctionDefinition, str]]:
    """The path operations of a file whose text has a call, each with its response model as it is written."""
    text_of, roles = module.project.bodies.text_of, Roles(module)
    for function in module.skeleton.functions:
        if called in text_of(function) and roles.is_path_operation(function):
            decorators = getattr(function.node(), "decorator_list", [])
            given = [each for call in decorators if isinstance(call, ast.Call) for each in call.keywords]
            models = [ast.unparse(each.value) for each in given if each.arg == MODEL]
            yield function, models[0] if models else ""


def _sends(operation: FunctionDefinition, model: str, function: FunctionDefinition) -> bool:
    """Whether a path operation returns what a function gives it, and does not look at it before.

    A response model lets nothing pass but what an object of that class is made of.
    """
    place = place_in(operation)
    nodes = list(own_nodes(operation.node()))
    results: dict[str, ast.expr] = {}
    for each in nodes:
        if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name):
            results[each.targets[0].id] = each.value
    tested = {
        name.id
        for each in nodes
        if isinstance(each, ast.If)
        for name in walk(each.test)
        if isinstance(name, ast.Name)
    }
    for each in nodes:
        shown = _shown(each.value, model, place) if isinstance(each, ast.Return) and each.value else []
        for value in shown:
            if isinstance(value, ast.Name) and value.id not in tested:
                value = results.get(value.id, value)
            call = value.value if isinstance(value, ast.Await) else value
            if isinstance(call, ast.Call) and last_name(call.func) == function.name:
                for of in alternatives(place.type_of(call.func)):
                    if isinstance(of, FunctionObject) and of.definition is function:
                        return True
    return False


def _shown(value: ast.expr, model: str, place: Place) -> list[ast.expr]:
    """A returned value, the values of a returned dictionary, and what a returned object is made of."""
    if isinstance(value, ast.Call) and model in ("", ast.unparse(value.func)):
        if isinstance(place.type_of(value.func), ClassObject):
            return [*value.args, *(keyword.value for keyword in value.keywords)]
    if model:
        return []
    return value.values if isinstance(value, ast.Dict) else [value]
