"""FAPI601: something that answers by itself stands around CORSMiddleware."""

from __future__ import annotations

import ast
import itertools
from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.fixes.draft import Draft
    from flake8_fastapi.model.middleware.nodes import OutsideCors


class CorsNotOutermost(Rule):
    """A middleware outside of ``CORSMiddleware`` answers some requests by itself.

    Why: what it answers has no CORS headers, so a browser shows the page only a network error. If it asks for
    credentials, every preflight request, which never has any, is refused, and the browser sends nothing else.

    Cure: ``add_middleware`` puts what it adds around all that is there: add ``CORSMiddleware`` last. In
    ``FastAPI(middleware=[...])`` the first is outermost: put it first there.

    Exempt: middleware that always calls on (compression, sessions, logging; the project's own classes and
    functions are read) or sets CORS headers itself; a second ``CORSMiddleware`` further out; an app that
    is wrapped in ``CORSMiddleware(app=app)``; registrations in exclusive branches.

    Cannot see: middleware of libraries that are not in the table ``knowledge/middleware.toml``, classes
    that come out of variables.

    Source: the guide's "Middleware Ordering" wants CORS first, which is right for the list and wrong for
    ``add_middleware``: in its order a preflight request gets status 401 and the 401 of a request has no CORS
    headers. Both orders were run on FastAPI 0.165.
    """

    code = "FAPI601"
    name = "cors-not-outermost"
    message = "{outer} is outside of CORSMiddleware and {answers}, without CORS headers{more}: {cure}"
    guide = "Middleware Ordering"
    gate = ("CORSMiddleware", "middleware", "cors(")
    fix = "unsafe"

    def visit_OutsideCors(self, found: OutsideCors) -> None:
        """Report where ``CORSMiddleware`` is added."""
        listed = found.cors.form == "listed" and found.outer.form == "listed"
        self.report(
            found,
            outer=found.outer.name,
            answers=found.answer.text,
            more=f" (so do {found.others} more)" if found.others else "",
            cure="put CORSMiddleware first in the list" if listed else "add CORSMiddleware last",
            fix=partial(_add_last, found),
        )


def _add_last(found: OutsideCors, draft: Draft) -> str:
    """Move the call behind those of the same app that follow it without anything in between."""
    if found.place is not found.cors:
        raise draft.refusal("CORSMiddleware is added in another file")
    statement = draft.index.statement_of(found.cors.node)
    block = _block_of(statement, draft)
    app = _app_of(statement)
    if statement is None or app is None:
        raise draft.refusal("only calls of add_middleware can change places")
    following = list(
        itertools.takewhile(lambda each: _app_of(each) == app, block[block.index(statement) + 1 :])
    )
    if not following:
        raise draft.refusal("another statement stands between the calls")
    draft.move_behind(statement, following[-1])
    return "Add CORSMiddleware last"


def _block_of(statement: ast.stmt | None, draft: Draft) -> list[ast.stmt]:
    """The statements among which one stands."""
    parent = draft.index.parent(statement) if statement is not None else None
    for field in ("body", "orelse", "finalbody"):
        block = getattr(parent, field, None)
        if isinstance(block, list) and statement in block:
            return block
    raise draft.refusal("it is not in a block of statements")


def _app_of(statement: ast.stmt | None) -> str | None:
    """What ``add_middleware`` is called on, as written, where a statement is such a call."""
    call = statement.value if isinstance(statement, ast.Expr) else None
    function = call.func if isinstance(call, ast.Call) else None
    if isinstance(function, ast.Attribute) and function.attr == "add_middleware":
        return ast.unparse(function.value)
    return None
