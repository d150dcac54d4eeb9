"""FAPI905: an HTTPException that is returned."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.model.routing.handlers import (
    HTTP_EXCEPTION,
    class_names,
    given_value,
    returned,
    returned_by_helper,
)
from flake8_fastapi.model.routing.returned_errors import is_handed_on
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.fixes.draft import Draft
    from flake8_fastapi.model.definitions import FunctionDefinition, FunctionNode
    from flake8_fastapi.model.dependency_graph.functions import DependencyFunction
    from flake8_fastapi.model.routing.objects import ExceptionHandler, PathOperation


class ReturnedHTTPException(Rule):
    """A function that serves requests, or a helper of it, returns an ``HTTPException`` (or a subclass).

    Why: a returned exception is data: the client gets 200 with the exception's attributes as JSON, and
    a dependency that returns it lets the request pass.

    Cure: ``raise`` it.

    Exempt: functions that make an exception for somebody else to raise: all that they return are
    exceptions, or a caller raises or tests what they give; who returns what they give is told.

    Cannot see: helpers that nothing else in the project calls.

    Source: beyond the guide; the proof shows the 200.
    """

    code = "FAPI905"
    name = "returned-http-exception"
    message = "{function}() returns {name} as data, with status 200; raise it"
    guide = ""
    gate = ("Exception",)
    fix = "safe"

    def visit_PathOperation(self, operation: PathOperation) -> None:
        """Look at a path operation's returns."""
        self._check(operation.function)

    def visit_DependencyFunction(self, dependency: DependencyFunction) -> None:
        """Look at a dependency's returns."""
        self._check(dependency.node)

    def visit_ExceptionHandler(self, handler: ExceptionHandler) -> None:
        """Look at an exception handler's returns."""
        if handler.function is not None:
            self._check(handler.function)

    def visit_Return(self, node: ast.Return) -> None:
        """Look at what a helper returns beside other values."""
        around = self.module.index.function_around(node)
        if around is None or isinstance(around, ast.Lambda) or node.value is None:
            return
        made = self._made(around, node.value)
        if made is None or HTTP_EXCEPTION not in class_names(self.module, made.func):
            return
        definition = self.module.routing.definition_of(around)
        if self._is_checked_otherwise(definition) or not self._returns_data(around):
            return
        if is_handed_on(definition):
            self.report(node, function=around.name, name=ast.unparse(made.func), fix=partial(_raise, node))

    def _is_checked_otherwise(self, function: FunctionDefinition) -> bool:
        """Whether FastAPI calls a function, or it stands in another one."""
        routing = self.module.routing
        return (
            function.parent is not None
            or any(each.definition is function for each in routing.path_operations)
            or any(each.function is function.node() for each in routing.exception_handlers)
            or self.module.project.dependencies.is_depended_on(function)
        )

    def _returns_data(self, function: FunctionNode) -> bool:
        """Whether a function returns something else as well, so that nobody can raise what it gives."""
        for _, value in returned(self.module, function):
            made = self._made(function, value)
            if made is None:
                if not isinstance(value, ast.Constant) or isinstance(value.value, bool):
                    return True
                continue
            names = class_names(self.module, made.func)
            if not any(each.endswith(("Exception", "Error")) for each in names):
                return True
        return False

    def _check(self, function: FunctionNode) -> None:
        for statement, value in returned(self.module, function):
            made = self._made(function, value.value if isinstance(value, ast.Await) else value)
            if made is not None and (
                HTTP_EXCEPTION in class_names(self.module, made.func) or self._gives_exception(value)
            ):
                self.report(
                    statement,
                    function=getattr(function, "name", ""),
                    name=ast.unparse(made.func),
                    fix=partial(_raise, statement),
                )

    def _gives_exception(self, value: ast.expr) -> bool:
        """Whether an expression calls a function that makes an exception for its caller to raise."""
        given = returned_by_helper(self.module, value)
        return bool(given) and all(
            isinstance(each, ast.Call) and HTTP_EXCEPTION in class_names(self.module, each.func, place)
            for each, place in given
        )

    def _made(self, function: FunctionNode, value: ast.expr) -> ast.Call | None:
        """The call that makes what is returned, also through a variable that is assigned once."""
        made = given_value(self.module, function, value)
        return made if isinstance(made, ast.Call) else None


def _raise(statement: ast.stmt, draft: Draft) -> str:
    if not isinstance(statement, ast.Return) or not isinstance(
        statement.value, (ast.Call, ast.Name, ast.Await)
    ):
        raise draft.refusal("what is returned may be something else")
    draft.replace_keyword(statement, "return", "raise")
    return "Raise the exception"
