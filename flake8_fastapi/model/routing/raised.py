"""Which HTTP errors a function raises, itself or in the functions that it calls."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.routing.objects import Scope
from flake8_fastapi.model.tree_walk import children
from flake8_fastapi.model.types import ClassObject, External, FunctionObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.project import Project

HTTP_EXCEPTION = "starlette.exceptions.HTTPException"
BROAD = frozenset({"Exception", "BaseException"})
DEEPEST_CALL = 3
"""Calls from a function to the one that raises."""

NESTED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)


@dataclass(frozen=True, slots=True)
class RaisedError:
    """A ``raise HTTPException(...)``: its status as written, and the function that has it."""

    status: ast.expr | None
    scope: Scope
    function: FunctionDefinition


class RaisedErrors:
    """The HTTP errors that the functions of a project raise, looked up when asked for."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._known: dict[tuple[FunctionDefinition, int], tuple[RaisedError, ...]] = {}

    def of_function(self, function: FunctionDefinition, depth: int = 0) -> tuple[RaisedError, ...]:
        """The errors that leave a function, as far as its calls can be followed by their names."""
        key = (function, depth)
        known = self._known.get(key)
        if known is None:
            self._known[key] = ()  # functions that call each other in a circle
            node = function.node()
            body = node.body if isinstance(node.body, list) else []
            scope = Scope(function.module, function)
            known = self._known[key] = tuple(self.in_block(body, scope, function, depth))
        return known

    def in_block(
        self, block: list[ast.stmt], scope: Scope, function: FunctionDefinition, depth: int
    ) -> Iterator[RaisedError]:
        """The errors that leave some statements of a function."""
        for node in leaving(block):
            if isinstance(node, ast.Raise):
                is_error, status = self._raises_http_error(node, scope)
                if is_error:
                    yield RaisedError(status, scope, function)
            elif isinstance(node, ast.Call) and depth < DEEPEST_CALL:
                called = self.project.routing.resolver.type_of(node.func, scope)
                if isinstance(called, FunctionObject) and not called.cached:
                    yield from self.of_function(called.definition, depth + 1)

    def _raises_http_error(self, node: ast.Raise, scope: Scope) -> tuple[bool, ast.expr | None]:
        """Whether a statement raises an HTTPException, and the status that is written there."""
        raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        if raised is None or not isinstance(raised, (ast.Name, ast.Attribute)):
            return False, None
        of = self.project.routing.resolver.type_of(raised, scope)
        if not isinstance(of, (External, ClassObject)):
            return False, None
        known = self.project.knowledge
        cls = of.definition if isinstance(of, ClassObject) else known.canonical(of.name)
        if not self.project.interpreter.hierarchy.is_subclass(cls, HTTP_EXCEPTION):
            return False, None
        if not isinstance(cls, str) or not isinstance(node.exc, ast.Call):
            return True, None
        for keyword in node.exc.keywords:
            if keyword.arg == "status_code":
                return True, keyword.value
        return True, node.exc.args[0] if node.exc.args else None


def leaving(block: list[ast.stmt]) -> Iterator[ast.AST]:
    """The nodes of some statements from which an HTTPException can leave them.

    Not those of nested functions, nor of a ``try`` that has a handler for it.
    """
    waiting: list[ast.AST] = list(reversed(block))
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, NESTED):
            continue
        if isinstance(node, ast.Try) and any(catches_http_exception(each) for each in node.handlers):
            for part in (*node.handlers, *node.orelse, *node.finalbody):
                waiting.append(part)
            continue
        waiting.extend(reversed(children(node)))


def catches_http_exception(handler: ast.ExceptHandler) -> bool:
    """Whether a handler catches HTTPException, by its name or because it catches everything."""
    return is_broad(handler) or "HTTPException" in ast.unparse(handler.type or handler)


def is_broad(handler: ast.ExceptHandler) -> bool:
    """Whether a handler catches every exception."""
    if handler.type is None:
        return True
    types = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(isinstance(each, ast.Name) and each.id in BROAD for each in types)
