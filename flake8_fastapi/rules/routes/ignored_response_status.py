"""FAPI917: a status that is set on the injected response, and another response that is returned."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.framework_names import RESPONSE
from flake8_fastapi.model.observation import argument
from flake8_fastapi.model.routing.handlers import class_names, own_nodes, parameters, status_of
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.routing.objects import PathOperation


class IgnoredResponseStatus(Rule):
    """``response.status_code = ...`` on the injected ``Response``, and then another Response is returned.

    Why: the injected response only lends its status to a value that FastAPI serialises itself. A
    returned Response has its own status, so the one that was set is lost.

    Cure: give the returned response its ``status_code``, or return data.

    Exempt: statuses that are set on a way that returns data; a response that is returned itself, or
    that is given the same status.

    Cannot see: responses that come out of other functions.

    Source: beyond the guide; the proof shows the 200.
    """

    code = "FAPI917"
    name = "ignored-response-status"
    message = "this status is lost: {returned}(...) is returned with a status of its own"
    guide = ""
    gate = (".status_code =", ".status_code=")

    def visit_PathOperation(self, operation: PathOperation) -> None:
        """Find assignments of a status whose every following return is another response."""
        function = operation.function
        injected = {
            parameter.arg
            for parameter, _ in parameters(function)
            if parameter.annotation is not None and RESPONSE in class_names(self.module, parameter.annotation)
        }
        if not injected:
            return
        for node in own_nodes(self.module, function, ast.Assign):
            assert isinstance(node, ast.Assign)
            target = node.targets[0]
            if not isinstance(target, ast.Attribute) or target.attr != "status_code":
                continue
            if isinstance(target.value, ast.Name) and target.value.id in injected:
                following = self._return_after(node)
                if following is None or not self._is_other_response(following):
                    continue
                if not self._has_status(following, node.value):
                    self.report(node, returned=ast.unparse(following.func))

    def _return_after(self, node: ast.Assign) -> ast.Call | None:
        """The call that is returned at the end of the same block, when nothing before it may return."""
        above = self.module.index.parent(node)
        for name in ("body", "orelse", "finalbody"):
            block = getattr(above, name, None)
            if isinstance(block, list) and node in block:
                for statement in block[block.index(node) + 1 :]:
                    if isinstance(statement, ast.Return):
                        return statement.value if isinstance(statement.value, ast.Call) else None
                    if not isinstance(statement, (ast.Assign, ast.AnnAssign, ast.Expr)):
                        return None
        return None

    def _has_status(self, call: ast.Call, status: ast.expr) -> bool:
        """Whether the response is given the same status, so that nothing is lost."""
        own = status_of(self.module, argument(call, "status_code", 1))
        return own is not None and own == status_of(self.module, status)

    def _is_other_response(self, call: ast.Call) -> bool:
        """Whether a call makes a response without taking over anything of the injected one's status."""
        if any(
            isinstance(each, ast.Attribute) and each.attr == "status_code"
            for keyword in call.keywords
            for each in (keyword.value,)
        ):
            return False
        return RESPONSE in class_names(self.module, call.func)
