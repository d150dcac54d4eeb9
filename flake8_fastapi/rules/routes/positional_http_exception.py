"""FAPI916: an HTTPException whose status is a text."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.model.framework_names import HTTP_EXCEPTIONS
from flake8_fastapi.model.routing.handlers import name_of
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.fixes.draft import Draft


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
    message = "{name}({text}) has {kind} for its status: a 500; give the status first, or detail= by name"
    guide = ""
    gate = ("HTTPException(", " HTTPException as ")
    fix = "safe"

    def visit_Call(self, node: ast.Call) -> None:
        """Look at the first argument of what may be an HTTPException."""
        given = node.args[0] if node.args else None
        for keyword in node.keywords:
            if keyword.arg == "status_code":
                given = keyword.value
        if given is None or not _is_text(given) or not isinstance(node.func, (ast.Name, ast.Attribute)):
            return
        if name_of(self.module, node.func) in HTTP_EXCEPTIONS:
            self.report(
                node,
                name=ast.unparse(node.func),
                text=ast.unparse(given)[:40],
                kind="a dictionary" if isinstance(given, ast.Dict) else "a text",
                fix=partial(_put_status_first, node, given),
            )


def _put_status_first(call: ast.Call, text: ast.expr, draft: Draft) -> str:
    """Let the text change places with the status behind it, or give it its name."""
    named = {keyword.arg for keyword in call.keywords}
    if text not in call.args or not named <= {"headers"}:
        raise draft.refusal("the text may be a status")
    if len(call.args) == 2 and not isinstance(call.args[1], ast.Starred):
        status = draft.source.source_of(call.args[1])
        draft.replace(call.args[1], draft.source.source_of(text))
        draft.replace(text, status)
        return "Put the status first"
    if len(call.args) > 1:
        raise draft.refusal("what stands behind the text is not surely the status")
    start = draft.source.start(text)
    draft.mark_unsafe()  # only the author knows which status was meant
    draft.edit(start, start, "500, detail=")
    return "State the status that it answers today, 500"


def _is_text(node: ast.expr) -> bool:
    """Whether it is a text, or a dictionary with texts, and so no status."""
    return isinstance(node, (ast.JoinedStr, ast.Dict)) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
