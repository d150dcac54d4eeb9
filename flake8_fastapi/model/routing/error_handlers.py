"""The exception handlers that a file registers: by decorators, by calls, and when an application is made."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.observation import argument
from flake8_fastapi.model.routing.objects import ExceptionHandler
from flake8_fastapi.model.types import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.routing.facts import FileRouting
    from flake8_fastapi.model.routing.objects import RoutingObject, Scope

HANDLER_ADDERS = frozenset({"exception_handler", "add_exception_handler"})


def registered_handlers(routing: FileRouting) -> Iterator[ExceptionHandler]:
    """The handlers of exceptions that a file registers."""
    for call, function in routing.method_calls:
        if function.attr not in HANDLER_ADDERS:
            continue
        scope = routing.scope_of(call)
        application = routing.resolver.object_of(function.value, scope)
        exception = argument(call, "exc_class_or_status_code", 0)
        if exception is None or not _is_registered_on(routing, function, application, scope):
            continue
        if function.attr == "add_exception_handler":
            yield _given(routing, application, exception, call, argument(call, "handler", 1), scope)
            continue
        decorated = routing.decorated_by(call)
        if isinstance(decorated, (ast.FunctionDef, ast.AsyncFunctionDef)):
            syntax = decorated if routing.hold else None
            handler = routing.definition_of(decorated)
            yield ExceptionHandler(application, exception, call, handler, syntax)
    for made in routing.made:
        table = made.keywords.get("exception_handlers")
        if isinstance(table, ast.Dict):
            for key, value in zip(table.keys, table.values, strict=True):
                if key is not None:
                    yield _given(routing, made.object, key, key, value, made.object.scope)


def _is_registered_on(
    routing: FileRouting, function: ast.Attribute, application: RoutingObject | None, scope: Scope
) -> bool:
    """Whether handlers are registered on an application: also on a parameter that does not say what it is."""
    if routing.is_routing(function, application, scope):
        return True
    return isinstance(function.value, ast.Name) and routing.resolver.type_of(function.value, scope) is UNKNOWN


def _given(
    routing: FileRouting,
    application: RoutingObject | None,
    exception: ast.expr,
    node: ast.expr,
    handler: ast.expr | None,
    scope: Scope,
) -> ExceptionHandler:
    """A handler that an expression names."""
    definition = routing.resolver.function_of(handler, scope)
    syntax = routing.syntax_of(definition) if routing.hold else None
    return ExceptionHandler(application, exception, node, definition, syntax)
