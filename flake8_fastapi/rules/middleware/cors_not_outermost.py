"""FAPI601: something that answers by itself stands around CORSMiddleware."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
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

    Cannot see: middleware of libraries that are not in the table ``knowledge/middleware.toml``, answers
    through functions that get ``call_next`` too, classes that come out of variables.

    Source: the guide's "Middleware Ordering" wants CORS first, which is right for the list and wrong for
    ``add_middleware``: in its order a preflight request gets status 401 and the 401 of a request has no CORS
    headers. Both orders were run on FastAPI 0.165.
    """

    code = "FAPI601"
    name = "cors-not-outermost"
    message = "{outer} is outside of CORSMiddleware and {answers}, without CORS headers{more}: {cure}"
    guide = "Middleware Ordering"
    gate = ("CORSMiddleware",)

    def visit_OutsideCors(self, found: OutsideCors) -> None:
        """Report where ``CORSMiddleware`` is added."""
        listed = found.cors.form == "listed" and found.outer.form == "listed"
        self.report(
            found,
            outer=found.outer.name,
            answers=found.answer.text,
            more=f" (so do {found.others} more)" if found.others else "",
            cure="put CORSMiddleware first in the list" if listed else "add CORSMiddleware last",
        )
