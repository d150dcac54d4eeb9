"""Middleware that writes a log, and middleware that turns errors into answers, known by what they do."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.exception_handlers import catches_all
from flake8_fastapi.model.middleware.behaviour import answer_of, entry_point
from flake8_fastapi.model.middleware.entry_points import EntryPoint, own_nodes
from flake8_fastapi.model.spelling import LOGGING_METHODS, last_name
from flake8_fastapi.model.tree_walk import walk

if TYPE_CHECKING:
    from flake8_fastapi.model.interpreter import Interpreter
    from flake8_fastapi.model.types import Type


def role_of(interpreter: Interpreter, of: Type) -> str:
    """``logging``, ``error handling``, or empty where a middleware is neither for sure."""
    entry = entry_point(interpreter, of)
    if entry is None:
        return ""
    if _handles_errors(entry):
        return "error handling"
    if answer_of(interpreter, of) is None and _logs_every_request(entry):
        return "logging"
    return ""


def _calls_on(node: ast.AST, entry: EntryPoint) -> bool:
    """Whether a piece of a middleware hands the request on."""
    parameters = entry.definition.node().args
    last = [*parameters.posonlyargs, *parameters.args][-1].arg
    for each in walk(node):
        if isinstance(each, ast.Await) and isinstance(each.value, ast.Call):
            if any(isinstance(name, ast.Name) and name.id == last for name in walk(each.value)):
                return True
            if not entry.call_on and "send" in ast.unparse(each.value):
                return True
    return False


def _handles_errors(entry: EntryPoint) -> bool:
    """Whether every request is handed on inside of ``try`` with a broad handler that answers."""
    node = entry.definition.node()
    if isinstance(node, ast.Lambda):
        return False
    for statement in node.body:
        if not isinstance(statement, ast.Try) or not any(_calls_on(each, entry) for each in statement.body):
            continue
        for handler in statement.handlers:
            if catches_all(handler) and not any(isinstance(each, ast.Raise) for each in walk(handler)):
                return True
    return False


def _logs_every_request(entry: EntryPoint) -> bool:
    """Whether a logger or ``print`` is called in the body itself, not only in a branch or handler."""
    node = entry.definition.node()
    if isinstance(node, ast.Lambda):
        return False
    logs = [each for each in own_nodes(node) if isinstance(each, ast.Call) and _is_log(each)]
    if not logs:
        return False
    certain = [each for statement in node.body for each in _certain(statement)]
    return any(each in certain for each in logs)


def _certain(statement: ast.stmt) -> list[ast.AST]:
    """What runs whenever a statement does: not what stands in a branch or an exception handler."""
    if isinstance(statement, (ast.If, ast.For, ast.AsyncFor, ast.While, ast.Match)):
        return []
    if isinstance(statement, ast.Try):
        blocks = [*statement.body, *statement.finalbody, *statement.orelse]
        return [each for inner in blocks for each in _certain(inner)]
    if isinstance(statement, (ast.With, ast.AsyncWith)):
        return [each for inner in statement.body for each in _certain(inner)]
    return list(walk(statement))


def _is_log(call: ast.Call) -> bool:
    """``logger.info(...)``, ``self.logger.info(...)``, ``logging.getLogger(name).info(...)``, ``print(...)``.

    A ``print`` of nothing but a fixed text tells no requests apart.
    """
    function = call.func
    if isinstance(function, ast.Name) and function.id == "print":
        return not all(isinstance(each, ast.Constant) for each in call.args)
    if not isinstance(function, ast.Attribute) or function.attr not in LOGGING_METHODS:
        return False
    owner = function.value.func if isinstance(function.value, ast.Call) else function.value
    name = last_name(owner)
    return "log" in name.lower()
