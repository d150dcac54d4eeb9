"""FAPI911: an exception handler that answers 200."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.framework_names import RESPONSE
from flake8_fastapi.model.routing.handlers import class_names, given_value, name_of, own_nodes, returned
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionNode
    from flake8_fastapi.model.routing.objects import ExceptionHandler

WITH_CONTENT = role("content-responses").names
"""The classes whose parameters are (content, status_code, ...)."""


class ExceptionHandlerStatus(Rule):
    """An exception handler returns a response without a status code.

    Why: a response has status 200 unless it says otherwise: the client, monitoring and retries take a
    crash for success.

    Cure: give ``status_code=``.

    Exempt: redirects; responses whose arguments are unpacked; subclasses of the project's own.

    Cannot see: responses that are made elsewhere.

    Source: beyond the guide; the proof shows the 200.
    """

    code = "FAPI911"
    name = "exception-handler-status"
    message = "{handler}() answers an exception with status 200: give {response} a status_code"
    guide = ""
    gate = ("exception_handler",)

    def visit_ExceptionHandler(self, handler: ExceptionHandler) -> None:
        """Look at what the handler returns."""
        if handler.function is None:
            return
        for _, given in returned(self.module, handler.function):
            value = given_value(self.module, handler.function, given)
            if value is not given and self._sets_status(handler.function):
                continue
            if isinstance(value, ast.Call) and _is_without_status(value):
                names = class_names(self.module, value.func)
                if RESPONSE in names and not names.isdisjoint(WITH_CONTENT) and self._is_library(value):
                    name = getattr(handler.function, "name", "")
                    self.report(value, handler=name, response=ast.unparse(value.func))

    def _sets_status(self, function: FunctionNode) -> bool:
        """Whether a function gives a response its status later."""
        return any(
            isinstance(target, ast.Attribute) and target.attr == "status_code"
            for node in own_nodes(self.module, function, ast.Assign)
            for target in getattr(node, "targets", ())
        )

    def _is_library(self, value: ast.Call) -> bool:
        """Whether the class is the library's own, so that its constructor is known."""
        return name_of(self.module, value.func) in WITH_CONTENT


def _is_without_status(call: ast.Call) -> bool:
    if len(call.args) > 1 or any(isinstance(each, ast.Starred) for each in call.args):
        return False
    return all(keyword.arg is not None and keyword.arg != "status_code" for keyword in call.keywords)
