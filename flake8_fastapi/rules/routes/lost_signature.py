"""FAPI915: a decorator that hides the path operation's parameters."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.types import FunctionObject
from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.routes.base import ROUTE_GATE

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition, FunctionNode
    from flake8_fastapi.model.routing.objects import PathOperation

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
SIMPLE = (*FUNCTIONS, ast.Return, ast.Expr, ast.Assign, ast.Import, ast.ImportFrom)
"""Statements beside which a decorator has one way only."""
KEEPS = ("wraps", "update_wrapper", "__signature__", "__wrapped__")


class LostSignature(Rule):
    """A decorator between the route's and the function puts a ``wrapper(*args, **kwargs)`` in its place.

    Why: FastAPI reads the parameters from the signature that it sees. Without ``functools.wraps`` that
    is the wrapper's: ``args`` and ``kwargs`` become required query parameters, and every request is a
    422.

    Cure: put ``@functools.wraps(function)`` on the wrapper.

    Exempt: wrappers with ``wraps``, ``update_wrapper`` or a ``__signature__``; wrappers that declare
    the parameters themselves; decorators that hand the function back.

    Cannot see: decorators of other packages, and classes that decorate.

    Source: beyond the guide; the proof shows the 422.
    """

    code = "FAPI915"
    name = "lost-signature"
    message = "{decorator} hides the parameters of {function}(): its wrapper needs functools.wraps"
    guide = ""
    gate = ROUTE_GATE

    def visit_PathOperation(self, operation: PathOperation) -> None:
        """Look at each decorator below the route's."""
        for decorator in operation.decorators_below:
            is_called = isinstance(decorator, ast.Call)
            name = decorator.func if isinstance(decorator, ast.Call) else decorator
            resolver = self.module.project.routing.resolver
            of = resolver.type_of(name, self.module.routing.scope_of(name))
            if not isinstance(of, FunctionObject) or of.definition.is_async:
                continue
            if self._hides(of.definition, is_called):
                self.report(decorator, decorator=f"@{ast.unparse(name)}", function=operation.name)

    def _hides(self, decorator: FunctionDefinition, is_called: bool) -> bool:
        """Whether a decorator surely returns a wrapper with any parameters that keeps nothing."""
        text = self.module.project.bodies.text_of(decorator)
        if decorator.decorated or any(word in text for word in KEEPS):
            return False
        node: FunctionNode | None = decorator.node()
        if is_called:  # @decorator(...) makes the decorator
            node = _returned_function(node)
        wrapper = _returned_function(node)
        if wrapper is None or wrapper.decorator_list:
            return False
        return wrapper.args.vararg is not None or wrapper.args.kwarg is not None


def _returned_function(
    node: FunctionNode | None,
) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    """The nested function that a function defines and, as its only result, returns."""
    if not isinstance(node, FUNCTIONS):
        return None
    returns = [each for each in node.body if isinstance(each, ast.Return)]
    if len(returns) != 1 or node.body[-1] is not returns[0] or not isinstance(returns[0].value, ast.Name):
        return None
    if any(not isinstance(each, SIMPLE) for each in node.body):
        return None
    name = returns[0].value.id
    found = [each for each in node.body if isinstance(each, FUNCTIONS) and each.name == name]
    return found[0] if len(found) == 1 else None
