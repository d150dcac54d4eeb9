"""FAPI906: a status code that is returned beside the data."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.routing.handlers import returned, returned_by_helper, status_in
from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.routes.base import ROUTE_GATE

if TYPE_CHECKING:
    from flake8_fastapi.model.routing.objects import PathOperation, Scope

STATUSES = range(100, 600)


class ReturnedStatusTuple(Rule):
    """A path operation returns ``data, 404``, as one does in Flask.

    Why: FastAPI takes the tuple for data: the client gets 200 and a list of two.

    Cure: ``raise HTTPException(404, ...)``, set ``status_code=`` on the decorator, or return a
    ``JSONResponse`` with a status.

    Exempt: functions whose return annotation or ``response_model`` says that they return a tuple or
    list, first values that are numbers too, and functions under a further decorator, which may take the
    tuple apart.

    Cannot see: tuples that other functions make, but for one that the path operation calls and returns.

    Source: beyond the guide; the proof shows the 200.
    """

    code = "FAPI906"
    name = "returned-status-tuple"
    message = "{function}() answers 200 with a list: {status} is data here, not a status"
    guide = ""
    gate = ROUTE_GATE

    def visit_PathOperation(self, operation: PathOperation) -> None:
        """Report each return of a tuple with a status code in it."""
        if operation.decorators_below or _returns_sequence(operation.function.returns):
            return
        if any(_returns_sequence(route.keywords.get("response_model")) for route in operation.routes):
            return
        for statement, value in returned(self.module, operation.function):
            status = self._status_beside(value, self.module.routing.scope_of(value))
            for each, place in returned_by_helper(self.module, value):
                status = status or self._status_beside(each, place)
            if status:
                self.report(statement, function=operation.name, status=status)

    def _status_beside(self, value: ast.expr, place: Scope) -> str:
        """The status that stands in a tuple behind the data; empty for what is no such tuple."""
        if not isinstance(value, ast.Tuple) or len(value.elts) not in (2, 3) or _is_number(value.elts[0]):
            return ""
        given = value.elts[1]
        status = status_in(self.module.project, given, place)
        is_status = status in STATUSES or _is_status_of_error(given)
        if is_status and (len(value.elts) == 2 or isinstance(value.elts[2], ast.Dict)):
            return str(status or ast.unparse(given))
        return ""


def _is_status_of_error(node: ast.expr) -> bool:
    """Whether an expression is ``error.status_code``."""
    return isinstance(node, ast.Attribute) and node.attr == "status_code"


def _returns_sequence(node: ast.expr | None) -> bool:
    if node is None:
        return False
    text = ast.unparse(node).lower()
    return any(word in text for word in ("tuple", "list", "sequence", "iterable"))


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, (int, float))
