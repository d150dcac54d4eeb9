"""The answers that an ASGI middleware sends itself."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.middleware.entry_points import (
    EntryPoint,
    answer_at,
    assigned_to,
    own_nodes,
    parameters_of,
    status_of,
)
from flake8_fastapi.model.types import FunctionObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.middleware.entry_points import Answer

DEEPEST_HELPER = 3
"""Calls that hand ``send`` on, and are followed."""


def answers_of_asgi(entry: EntryPoint) -> Iterator[Answer]:
    """The answers that a ``__call__(scope, receive, send)`` sends itself."""
    names = parameters_of(entry.definition)
    yield from _answers_sent(entry, names[0], names[-1], 0)


def _answers_sent(entry: EntryPoint, receiver: str, send: str, depth: int) -> Iterator[Answer]:
    """The answers that a function sends which has ``send`` under some name."""
    node = entry.definition.node()
    if isinstance(node, ast.Lambda):
        return
    for each in own_nodes(node):
        if not isinstance(each, ast.Await) or not isinstance(each.value, ast.Call):
            continue
        call, function = each.value, each.value.func
        if _starts_response(call):
            yield answer_at(entry, each.lineno, _status_sent(call))
        elif not _mentions_argument(call, send):
            continue
        else:
            made = function if isinstance(function, ast.Call) else _made_here(node, function)
            helper = _helper(entry, function, receiver)
            # a responder that is made around the app which the middleware holds calls on
            if made is not None and not _holds_app(made, receiver):
                yield answer_at(entry, each.lineno, status_of(made))
            elif helper is not None and depth < DEEPEST_HELPER:
                names = parameters_of(helper)
                given = _parameter_given(call, send, names, is_method=isinstance(function, ast.Attribute))
                if given:
                    inner = EntryPoint(helper, "", entry.cls)
                    yield from _answers_sent(inner, names[0], given, depth + 1)


def _helper(entry: EntryPoint, function: ast.expr, receiver: str) -> FunctionDefinition | None:
    """The coroutine of the middleware's class or file that is called; not the app that it holds."""
    interpreter = entry.definition.module.project.interpreter
    helper = None
    if isinstance(function, ast.Name):
        of = interpreter.names.type_of(entry.definition.module, function.id)
        helper = of.definition if isinstance(of, FunctionObject) else None
    elif isinstance(function, ast.Attribute) and entry.cls is not None:
        if isinstance(function.value, ast.Name) and function.value.id == receiver:
            helper = interpreter.hierarchy.method(entry.cls, function.attr)
    if helper is None or not helper.is_async or helper is entry.definition or not parameters_of(helper):
        return None
    return helper


def _parameter_given(call: ast.Call, value: str, names: list[str], *, is_method: bool) -> str:
    """The parameter that gets a name as its argument."""
    for keyword in call.keywords:
        if isinstance(keyword.value, ast.Name) and keyword.value.id == value:
            return keyword.arg or ""
    for position, each in enumerate(call.args):
        if isinstance(each, ast.Name) and each.id == value and position + is_method < len(names):
            return names[position + is_method]
    return ""


def _starts_response(call: ast.Call) -> bool:
    """``send({"type": "http.response.start", ...})``, through whatever function, of a real answer."""
    given = call.args[0] if call.args else None
    if not isinstance(given, ast.Dict) or not isinstance(call.func, ast.Name):
        return False
    return any(
        isinstance(each, ast.Constant) and each.value == "http.response.start" for each in given.values
    )


def _mentions_argument(call: ast.Call, name: str) -> bool:
    return any(isinstance(each, ast.Name) and each.id == name for each in call.args) or any(
        isinstance(each.value, ast.Name) and each.value.id == name for each in call.keywords
    )


def _holds_app(call: ast.Call, receiver: str) -> bool:
    """Whether what is made gets an attribute of the middleware, which is most likely the app."""
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    return any(
        isinstance(each, ast.Attribute)
        and isinstance(each.value, ast.Name)
        and each.value.id == receiver
        and each.attr.lstrip("_") == "app"
        for each in given
    )


def _made_here(node: ast.AST, function: ast.expr) -> ast.Call | None:
    """The call that makes a local response: ``response = JSONResponse(...)``."""
    if not isinstance(function, ast.Name):
        return None
    return next((value for _, value in assigned_to(node, function.id) if isinstance(value, ast.Call)), None)


def _status_sent(call: ast.Call) -> int | None:
    """The status in ``send({"type": "http.response.start", "status": 401, ...})``."""
    for each in call.args[:1]:
        if isinstance(each, ast.Dict):
            for key, value in zip(each.keys, each.values, strict=True):
                if (
                    isinstance(key, ast.Constant)
                    and key.value == "status"
                    and isinstance(value, ast.Constant)
                ):
                    return value.value if isinstance(value.value, int) else None
    return None
