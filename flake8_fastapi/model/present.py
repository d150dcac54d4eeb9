"""What a caller has just found to be true of an object, told to the methods that it calls on it."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from flake8_fastapi.model.scope import path_of
from flake8_fastapi.model.types import PRESENT, FunctionObject, Instance

if TYPE_CHECKING:
    from flake8_fastapi.model.evaluation import Evaluation


def with_present(
    evaluation: Evaluation, node: ast.expr, function: FunctionObject, receiver: Instance
) -> FunctionObject:
    """A bound method whose receiver knows of attributes that the caller has just found to be true."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return function
    path = path_of(node.func.value)
    prefix = f"bool({path}."
    seen = {name[len(prefix) : -1] for name in evaluation.env if name.startswith(prefix)}
    present = tuple((name, PRESENT) for name in sorted(seen) if (name, PRESENT) not in receiver.attributes)
    if not present:
        return function
    return replace(function, receiver=replace(receiver, attributes=(*receiver.attributes, *present)))
