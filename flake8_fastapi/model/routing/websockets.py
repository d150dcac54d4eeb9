"""Whether functions that are given a websocket may accept it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.function_body import FunctionBody
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import FunctionObject

if TYPE_CHECKING:
    from flake8_fastapi.model.interpreter import Interpreter
    from flake8_fastapi.model.types import Type

DEEPEST_CALL = 3
"""Functions that hand a websocket on to the next."""

KEEPING = frozenset({"append", "add", "insert", "remove", "discard", "pop", "index", "get", "setdefault"})
"""Methods of collections: what they are given they only keep or look for."""


def may_accept(
    interpreter: Interpreter, called: Type, call: ast.Call, given: ast.expr, depth: int = 0
) -> bool:
    """Whether a call may accept the websocket that it is given; True where that is not known.

    ``called`` is the type of what is called.
    """
    place = _place_of(call, given)
    return place is None or any(
        not isinstance(each, FunctionObject) or _accepts(interpreter, each, place, depth)
        for each in alternatives(called)
    )


def _place_of(call: ast.Call, given: ast.expr) -> int | str | None:
    """The position or keyword by which a call gives something; None where that is not known."""
    if given in call.args and not any(isinstance(each, ast.Starred) for each in call.args):
        return call.args.index(given)
    return next((each.arg for each in call.keywords if each.value is given), None)


def _accepts(interpreter: Interpreter, function: FunctionObject, place: int | str, depth: int) -> bool:
    definition = function.definition
    parameter = interpreter.signatures.of(definition).parameter(place)
    text = definition.module.project.bodies.text_of(definition)
    is_decorated = bool(getattr(definition.node(), "decorator_list", ()))
    if parameter is None or depth >= DEEPEST_CALL or ".accept" in text or is_decorated:
        return True
    body = FunctionBody(interpreter, function)
    if body.nested:
        return True
    return any(
        _hands_on(interpreter, body, each, depth)
        for each in body.own
        if isinstance(each, ast.Name) and each.id == parameter.name
    )


def _hands_on(interpreter: Interpreter, body: FunctionBody, name: ast.Name, depth: int) -> bool:
    """Whether a use of the websocket may let something else accept it."""
    above = body.parents.get(name)
    if isinstance(above, (ast.Attribute, ast.Compare, ast.Subscript, ast.FormattedValue)):
        return False
    if isinstance(above, ast.keyword):
        above = body.parents.get(above)
    if isinstance(above, ast.Assign):
        return not isinstance(above.targets[0], ast.Subscript)
    if not isinstance(above, ast.Call):
        return True
    if isinstance(above.func, ast.Attribute) and above.func.attr in KEEPING:
        return False
    return may_accept(interpreter, body.type_of(above.func), above, name, depth + 1)
