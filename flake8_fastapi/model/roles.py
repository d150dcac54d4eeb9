"""What a function is for FastAPI: path operation, dependency, lifespan, start-up code."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from flake8_fastapi.model.types import External, ExternalMethod, Instance

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition, FunctionNode
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.types import Type

ROUTERS = frozenset(
    {"fastapi.FastAPI", "fastapi.APIRouter", "starlette.applications.Starlette",
     "starlette.routing.Router"}
)  # fmt: skip
APPLICATIONS = frozenset({"fastapi.FastAPI", "starlette.applications.Starlette"})
OPERATIONS = frozenset(
    {"get", "post", "put", "patch", "delete", "head", "options", "trace", "api_route", "route",
     "websocket", "websocket_route"}
)  # fmt: skip
DEEPEST_CALLER = 4
"""Callers of callers that are looked at to see that code runs at start-up only."""


class Roles:
    """Tells the roles of the functions of one file."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.project = module.project
        self.interpreter = module.project.interpreter

    def _decorators(self, function: FunctionDefinition) -> list[tuple[Type, ast.expr]]:
        if not function.decorated:
            return []
        node = function.node()
        if isinstance(node, ast.Lambda):
            return []
        scope = self.interpreter.definition_scope(function)
        return [
            (scope.reference(each.func if isinstance(each, ast.Call) else each), each)
            for each in node.decorator_list
        ]

    def is_path_operation(self, function: FunctionDefinition) -> bool:
        """Whether the function handles requests by a decorator of an app or router."""
        return any(_is_router_method(of, OPERATIONS) for of, _ in self._decorators(function))

    def is_called_by_framework(self, function: FunctionDefinition) -> bool:
        """Whether FastAPI itself calls it, and would run it in the threadpool as a plain ``def``."""
        if self.is_path_operation(function):
            return not any(
                _is_router_method(of, frozenset({"websocket", "websocket_route"}))
                for of, _ in self._decorators(function)
            )
        return function.owner is None and self._is_depended_on(function)

    def _is_depended_on(self, function: FunctionDefinition) -> bool:
        """Whether its own file says ``Depends(function)``."""
        lines = self.project.bodies.lines_of(function.module)
        pattern = re.compile(rf"\b(?:Depends|Security)\(\s*{re.escape(function.name)}\b")
        return any(pattern.search(line) for line in lines)

    def runs_outside_service(self, function: FunctionDefinition) -> bool:
        """Whether a coroutine runs only while no requests are served.

        A lifespan, a start-up or shut-down handler, code that only these call, and
        code that only ``asyncio.run`` calls, on a loop of its own.
        """
        return self._is_start_up(function) or self._only_called_at_start_up(function, 0, set())

    def _is_start_up(self, function: FunctionDefinition) -> bool:
        if self._is_lifespan(function):
            return True
        return any(
            isinstance(of, ExternalMethod)
            and of.name == "on_event"
            and isinstance(of.receiver, Instance)
            and of.receiver.cls in ROUTERS
            for of, _ in self._decorators(function)
        )

    def _is_lifespan(self, function: FunctionDefinition) -> bool:
        """An async context manager (or bare generator) that takes the application."""
        is_manager = any(
            isinstance(of, External) and of.name.endswith("asynccontextmanager")
            for of, _ in self._decorators(function)
        )
        if is_manager and _takes_application(self, function.node()):
            return True
        if not is_manager and function.decorated:
            return False
        return any(
            re.search(rb"\blifespan(?:_context)?\s*=\s*[\w.]*\b%s\b" % function.name.encode(), content)
            for _, content in self._files_naming(function.name)
        )

    def _files_naming(self, name: str) -> list[tuple[str, bytes]]:
        return self.project.survey.files_naming(name)

    def _only_called_at_start_up(
        self, function: FunctionDefinition, depth: int, seen: set[FunctionDefinition]
    ) -> bool:
        """Whether all mentions of the name in the project are calls made at start-up."""
        if depth > DEEPEST_CALLER or function in seen or function.name.startswith("__"):
            return False
        if self.is_path_operation(function):
            return False
        seen.add(function)
        mentions = self.project.survey.mentions(function.name)
        found = False
        for path, line, text in mentions:
            module = self.project.module_at(path)
            if module is function.module and line == function.line:
                continue
            if _imports(text):
                continue
            if _runs_on_own_loop(text, function.name):
                found = True
                continue
            if not re.search(rf"\b{re.escape(function.name)}\s*\(", text):
                return False
            caller = module.function_around(line)
            if caller is None or caller is function:
                return False
            roles = Roles(module)
            if not roles._is_start_up(caller) and not roles._only_called_at_start_up(
                caller, depth + 1, seen
            ):
                return False
            found = True
        return found


def _is_router_method(of: Type, names: frozenset[str]) -> bool:
    return (
        isinstance(of, ExternalMethod)
        and of.name in names
        and isinstance(of.receiver, Instance)
        and of.receiver.cls in ROUTERS
    )


def _takes_application(roles: Roles, node: FunctionNode) -> bool:
    arguments = [*node.args.posonlyargs, *node.args.args]
    if not arguments or arguments[-1].annotation is None:
        return False
    scope = roles.interpreter.module_scope(roles.module)
    of = roles.interpreter.annotations.value_type(scope, arguments[-1].annotation)
    return isinstance(of, Instance) and of.cls in APPLICATIONS


def _imports(text: str) -> bool:
    return re.match(r"\s*(from|import)\b", text) is not None or text.strip().rstrip(",").isidentifier()


def _runs_on_own_loop(text: str, name: str) -> bool:
    return re.search(rf"\b(asyncio|anyio|trio|uvloop)\.run\(\s*{re.escape(name)}\b", text) is not None
