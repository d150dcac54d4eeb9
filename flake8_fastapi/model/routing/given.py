"""What a call gives for a parameter of the function or class that it calls."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.decorators import kind_of_method

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition


def given_for(call: ast.Call, function: FunctionDefinition, name: str) -> ast.expr | None:
    """The argument of a call for a parameter of the function; None where it has none, or one is unpacked.

    The first parameter of a method is not given by the call, as in ``object.method()`` and ``Class()``,
    unless the method is a static one.
    """
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    arguments = function.node().args
    positional = [each.arg for each in (*arguments.posonlyargs, *arguments.args)]
    if kind_of_method(function) in ("instance", "class"):
        positional = positional[1:]
    if name in positional and positional.index(name) < len(call.args):
        if not any(isinstance(each, ast.Starred) for each in call.args):
            return call.args[positional.index(name)]
    return None
