"""FAPI916: an HTTPException whose status is a text."""

from __future__ import annotations

import ast

from flake8_fastapi.model.routing.handlers import name_of
from flake8_fastapi.rule import Rule

EXCEPTIONS = frozenset({"fastapi.HTTPException", "starlette.exceptions.HTTPException"})


class PositionalHTTPException(Rule):
    """``HTTPException("message")``: the first parameter is the status, and a text stands there.

    Why: the response is built with a text for a status and fails: the client gets a 500 without the
    message.

    Cure: ``HTTPException(400, "message")``, or name the arguments.

    Exempt: subclasses with parameters of their own.

    Cannot see: variables that hold a text.

    Source: beyond the guide; the proof shows the 500.
    """

    code = "FAPI916"
    name = "positional-http-exception"
    message = "{name}({text}) has a text for its status: a 500; give the status first, or detail= by name"
    guide = ""
    gate = ("HTTPException(", " HTTPException as ")

    def visit_Call(self, node: ast.Call) -> None:
        """Look at the first argument of what may be an HTTPException."""
        given = node.args[0] if node.args else None
        for keyword in node.keywords:
            if keyword.arg == "status_code":
                given = keyword.value
        if given is None or not _is_text(given) or not isinstance(node.func, (ast.Name, ast.Attribute)):
            return
        if name_of(self.module, node.func) in EXCEPTIONS:
            self.report(node, name=ast.unparse(node.func), text=ast.unparse(given)[:40])


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
