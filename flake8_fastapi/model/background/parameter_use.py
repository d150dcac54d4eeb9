"""What a function does with one of its parameters, itself or through the functions that it calls."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.function_body import FunctionBody
from flake8_fastapi.model.types import FunctionObject

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from flake8_fastapi.model.interpreter import Interpreter
    from flake8_fastapi.model.module import Module

DEEPEST_CALL = 3


def uses_parameter(
    module: Module, function: ast.expr, position: int | str, attributes: AbstractSet[str]
) -> bool:
    """Whether a function of the project touches one of these attributes of what it is given there."""
    of = module.observation.type_of(function)
    return isinstance(of, FunctionObject) and _uses(
        module.project.interpreter, of, position, frozenset(attributes), 0
    )


def _uses(
    interpreter: Interpreter, of: FunctionObject, position: int | str, attributes: frozenset[str], depth: int
) -> bool:
    parameter = interpreter.signatures.of(of.definition).parameter(position)
    if parameter is None or depth > DEEPEST_CALL:
        return False
    body = FunctionBody(interpreter, of)
    for node in body.own:
        if not (isinstance(node, ast.Name) and node.id == parameter.name and isinstance(node.ctx, ast.Load)):
            continue
        parent = body.parents.get(node)
        if isinstance(parent, ast.Attribute) and parent.attr in attributes:
            return True
        called = body.parents.get(parent) if isinstance(parent, ast.keyword) else parent
        if not isinstance(called, ast.Call):
            continue
        callee = body.type_of(called.func)
        place: int | str | None = None
        if isinstance(parent, ast.keyword):
            place = parent.arg
        elif node in called.args:
            place = called.args.index(node)
        if isinstance(callee, FunctionObject) and place is not None:
            if _uses(interpreter, callee, place, attributes, depth + 1):
                return True
    return False
