"""Which HTTP errors a function raises, itself or in the functions that it calls."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
from flake8_fastapi.model.exception_handlers import catches_all
from flake8_fastapi.model.routing.given import given_for
from flake8_fastapi.model.routing.handlers import HTTP_EXCEPTION, parameters
from flake8_fastapi.model.routing.objects import Scope
from flake8_fastapi.model.tree_walk import SCOPES, children, own_nodes
from flake8_fastapi.model.types import UNKNOWN, ClassObject, External, FunctionObject, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.observation import Observation
    from flake8_fastapi.model.project import Project

DEEPEST_CALL = 3
"""Calls from a function to the one that raises."""
DEEPEST_VALUE = 4
"""Steps from what is raised to the call that makes it: names, and functions that return it."""


Handlers = tuple[ast.ExceptHandler, ...]


@dataclass(frozen=True, slots=True)
class RaisedError:
    """A ``raise HTTPException(...)``: its class, its status as written, and the function that has it."""

    cls: ClassDefinition | str
    status: ast.expr | None
    """None where it is not seen."""
    scope: Scope
    """Where the status is written."""
    function: FunctionDefinition


class RaisedErrors:
    """The HTTP errors that the functions of a project raise, looked up when asked for."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.resolver = project.routing.resolver
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
        self,
        block: list[ast.stmt],
        scope: Scope,
        function: FunctionDefinition,
        depth: int,
        observation: Observation | None = None,
    ) -> Iterator[RaisedError]:
        """The errors that leave some statements of a function.

        ``observation`` tells for statements of the file being checked what is called where names do not.
        """
        for node, handlers in leaving(block):
            found: tuple[RaisedError, ...] = ()
            if isinstance(node, ast.Raise) and node.exc is not None:
                error = self._made(node.exc, scope, function, 0)
                found = (error,) if error is not None else ()
            elif isinstance(node, ast.Call) and depth < DEEPEST_CALL:
                called = self.resolver.type_of(node.func, scope)
                if called is UNKNOWN and observation is not None:
                    called = observation.type_of(node.func)
                if isinstance(called, FunctionObject) and not called.cached:
                    found = self.of_function(called.definition, depth + 1)
            for each in found:
                if not any(self.catches(handler, each.cls, scope) for handler in handlers):
                    yield each

    def catches(self, handler: ast.ExceptHandler, cls: ClassDefinition | str, scope: Scope) -> bool:
        """Whether a handler catches errors of a class; yes where it is not known what it catches."""
        return catches_all(handler) or self._includes(handler.type, cls, scope)

    def _includes(self, caught: ast.expr | None, cls: ClassDefinition | str, scope: Scope) -> bool:
        if isinstance(caught, ast.Tuple):
            return any(self._includes(each, cls, scope) for each in caught.elts)
        if not isinstance(caught, (ast.Name, ast.Attribute)):
            return True
        of = self._class(caught, scope)
        if of is not None:
            return self.project.interpreter.hierarchy.is_subclass(cls, of)
        behind = self.resolver.value_of(caught, scope)
        return behind is None or self._includes(behind[0], cls, behind[1])

    def _class(self, node: ast.expr, scope: Scope) -> ClassDefinition | str | None:
        """The class that an expression names; a library's by its canonical name."""
        of = self.resolver.type_of(node, scope)
        if isinstance(of, ClassObject):
            return of.definition
        return self.project.knowledge.canonical(of.name) if isinstance(of, External) else None

    def _made(
        self, node: ast.expr, scope: Scope, function: FunctionDefinition, depth: int
    ) -> RaisedError | None:
        """The HTTP error that an expression makes or stands for; None for anything else."""
        if depth > DEEPEST_VALUE:
            return None
        if isinstance(node, ast.Call):
            cls = self._class(node.func, scope)
            if cls is None:
                return self._handed_out(node, scope, function, depth)
            if not self._is_http_error(cls):
                return None
            return RaisedError(cls, *self._status(cls, node, scope), function)
        if isinstance(node, (ast.Name, ast.Attribute)):
            cls = self._class(node, scope)
            if cls is not None:
                return RaisedError(cls, None, scope, function) if self._is_http_error(cls) else None
            behind = self.resolver.value_of(node, scope)
            if behind is not None:
                return self._made(*behind, function, depth + 1)
            of = self.resolver.type_of(node, scope)
            if isinstance(of, Instance) and self._is_http_error(of.cls):
                return RaisedError(of.cls, None, scope, function)
        return None

    def _handed_out(
        self, call: ast.Call, scope: Scope, function: FunctionDefinition, depth: int
    ) -> RaisedError | None:
        """The error that a called function returns, where it has one ``return``."""
        called = self.resolver.type_of(call.func, scope)
        if not isinstance(called, FunctionObject) or called.definition.is_async:
            return None
        inner = Scope(called.definition.module, called.definition)
        made = [
            self._made(each, inner, function, depth + 1) if each is not None else None
            for each in self.resolver.locals_of(called.definition).returned
        ]
        return made[0] if len(made) == 1 else None

    def _is_http_error(self, cls: ClassDefinition | str) -> bool:
        return self.project.interpreter.hierarchy.is_subclass(cls, HTTP_EXCEPTION)

    def _status(
        self,
        cls: ClassDefinition | str,
        call: ast.Call,
        scope: Scope,
        after: ClassDefinition | None = None,
    ) -> tuple[ast.expr | None, Scope]:
        """The status that a constructor gives, and where it is written; that of the class after ``after``."""
        hierarchy = self.project.interpreter.hierarchy
        own: object = None
        if isinstance(cls, ClassDefinition):
            own = (
                hierarchy.method_after(cls, after, "__init__") if after else hierarchy.method(cls, "__init__")
            )
        if not isinstance(own, FunctionDefinition) or own.owner is None:
            return _status_given(call), scope
        inner = Scope(own.module, own)
        base = next((each for each in own_nodes(own.node()) if _constructs_base(each)), None)
        if not isinstance(base, ast.Call):
            return None, inner
        status, where = self._status(cls, base, inner, own.owner)
        if isinstance(status, ast.Name) and where == inner:
            given = given_for(call, own, status.id)
            if given is not None:
                return given, scope
            default = next((each for one, each in parameters(own.node()) if one.arg == status.id), None)
            return default or status, inner
        return status, where


def _status_given(call: ast.Call) -> ast.expr | None:
    """The first argument of an HTTPException, also by its name."""
    for keyword in call.keywords:
        if keyword.arg == "status_code":
            return keyword.value
    return call.args[0] if call.args else None


def _constructs_base(node: ast.AST) -> bool:
    """Whether a node is ``super().__init__(...)``."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "__init__"
        and isinstance(node.func.value, ast.Call)
    )


def leaving(block: list[ast.stmt]) -> Iterator[tuple[ast.AST, Handlers]]:
    """The nodes of some statements from which an HTTPException can leave them, and what may catch it there.

    Not those of nested functions, nor of a ``try`` with a handler that catches everything.
    """
    waiting: list[tuple[ast.AST, Handlers]] = [(each, ()) for each in reversed(block)]
    while waiting:
        node, handlers = waiting.pop()
        yield node, handlers
        if isinstance(node, SCOPES):
            continue
        if not isinstance(node, ast.Try):
            waiting.extend((each, handlers) for each in reversed(children(node)))
            continue
        for part in reversed((*node.handlers, *node.orelse, *node.finalbody)):
            waiting.append((part, handlers))
        if not any(catches_all(each) for each in node.handlers):
            inner = (*handlers, *node.handlers)
            waiting.extend((each, inner) for each in reversed(node.body))
