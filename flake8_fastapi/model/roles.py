"""What a function is for FastAPI: path operation, dependency."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.framework_names import WITH_ROUTES
from flake8_fastapi.model.types import ExternalMethod, Instance

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module

WEBSOCKETS = frozenset({"websocket", "websocket_route"})
OPERATIONS = WEBSOCKETS | {
    "get", "post", "put", "patch", "delete", "head", "options", "trace", "api_route", "route",
}  # fmt: skip


class Roles:
    """Tells the roles of the functions of one file."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.interpreter = module.project.interpreter

    def _route_methods(self, function: FunctionDefinition) -> set[str]:
        """The names of the app's and routers' methods that decorate a function."""
        if not function.decorated:
            return set()
        node = function.node()
        if isinstance(node, ast.Lambda):
            return set()
        scope = self.interpreter.definition_scope(function)
        found = set()
        for each in node.decorator_list:
            of = scope.reference(each.func if isinstance(each, ast.Call) else each)
            if isinstance(of, ExternalMethod) and _is_router_method(of):
                found.add(of.name)
        return found

    def is_path_operation(self, function: FunctionDefinition) -> bool:
        """Whether the function handles requests by a decorator of an app or router."""
        return bool(self._route_methods(function))

    def is_called_by_framework(self, function: FunctionDefinition) -> bool:
        """Whether FastAPI itself calls it, and would run it in the threadpool as a plain ``def``."""
        methods = self._route_methods(function)
        if methods:
            return not methods & WEBSOCKETS
        return function.owner is None and self.module.project.dependencies.is_depended_on(function)


def _is_router_method(of: ExternalMethod) -> bool:
    return of.name in OPERATIONS and isinstance(of.receiver, Instance) and of.receiver.cls in WITH_ROUTES
