"""The object or class that a method is called on: what the method calls it, and what it uses of it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.tree_walk import walk

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition


def receiver_name(function: FunctionDefinition) -> str | None:
    """What a method calls its object or class (``self``, ``cls``); None for static methods and functions."""
    if function.module.project.interpreter.kind_of_method(function) not in ("instance", "class"):
        return None
    arguments = function.node().args
    first = next(iter((*arguments.posonlyargs, *arguments.args)), None)
    return first.arg if first is not None else None


def is_receiver(node: ast.expr, function: FunctionDefinition) -> bool:
    """Whether an expression in a method is the name of its own object or class."""
    return isinstance(node, ast.Name) and node.id == receiver_name(function)


def own_attributes(method: FunctionDefinition) -> list[str]:
    """The attributes of its own object that a method reads or assigns, each once; none for functions."""
    receiver = receiver_name(method)
    if receiver is None or f"{receiver}." not in method.module.project.bodies.text_of(method):
        return []
    found = (
        each.attr
        for each in walk(method.node())
        if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name) and each.value.id == receiver
    )
    return list(dict.fromkeys(found))
