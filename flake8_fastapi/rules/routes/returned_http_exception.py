"""FAPI905: an HTTPException that is returned."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.model.routing.handlers import HTTP_EXCEPTION, class_names, own_nodes, returned
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.fixes.draft import Draft
    from flake8_fastapi.model.definitions import FunctionNode
    from flake8_fastapi.model.dependency_graph.functions import DependencyFunction
    from flake8_fastapi.model.routing.objects import ExceptionHandler, PathOperation


class ReturnedHTTPException(Rule):
    """A path operation, dependency or exception handler returns an ``HTTPException`` (or a subclass).

    Why: a returned exception is data: the client gets 200 with the exception's attributes as JSON, and
    a dependency that returns it lets the request pass.

    Cure: ``raise`` it.

    Exempt: functions that make an exception for somebody else to raise.

    Cannot see: exceptions that come out of other functions.

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

    def _check(self, function: FunctionNode) -> None:
        for statement, value in returned(self.module, function):
            made = self._made(function, value)
            if made is not None and HTTP_EXCEPTION in class_names(self.module, made.func):
                self.report(
                    statement,
                    function=getattr(function, "name", ""),
                    name=ast.unparse(made.func),
                    fix=partial(_raise, statement),
                )

    def _made(self, function: FunctionNode, value: ast.expr) -> ast.Call | None:
        """The call that makes what is returned, also through a variable that is assigned once."""
        if isinstance(value, ast.Name):
            values = [each for target, each in self._assigned(function) if target == value.id]
            value = values[0] if len(values) == 1 else value
        return value if isinstance(value, ast.Call) else None

    def _assigned(self, function: FunctionNode) -> Iterator[tuple[str, ast.expr]]:
        for node in own_nodes(self.module, function, ast.Assign):
            assert isinstance(node, ast.Assign)
            if isinstance(node.targets[0], ast.Name):
                yield node.targets[0].id, node.value


def _raise(statement: ast.stmt, draft: Draft) -> str:
    if not isinstance(statement, ast.Return) or not isinstance(statement.value, (ast.Call, ast.Name)):
        raise draft.refusal("what is returned may be something else")
    draft.replace_keyword(statement, "return", "raise")
    return "Raise the exception"
