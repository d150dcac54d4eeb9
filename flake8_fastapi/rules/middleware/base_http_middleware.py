"""FAPI605: BaseHTTPMiddleware instead of an ASGI middleware."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.middleware.nodes import BaseMiddleware


class BaseHttpMiddleware(Rule):
    """A subclass of ``BaseHTTPMiddleware``, or ``@app.middleware("http")``, which makes one.

    Why: it runs the rest of the application in a task of its own and pumps the response through a queue: each
    layer costs time, context variables that a path operation sets are not seen outside, and a response that
    streams can go on after its client has left.

    Cure: a class with ``async def __call__(self, scope, receive, send)``, which wraps ``send`` where it
    changes the response.

    Exempt: nothing; the rule is opt-in, since for many applications the simpler form is good enough.

    Cannot see: subclasses of a subclass, which are reported at the first.

    Source: beyond the guide's "Middleware Ordering"; Starlette's documentation names the limitations.
    """

    code = "FAPI605"
    name = "base-http-middleware"
    message = (
        "{name} is a BaseHTTPMiddleware, which costs a task and a queue per request: write an ASGI middleware"
    )
    opt_in = True
    guide = "Middleware Ordering"
    gate = ("BaseHTTPMiddleware", ".middleware(")

    def visit_BaseMiddleware(self, middleware: BaseMiddleware) -> None:
        """Report the class, the call or the decorator."""
        self.report(middleware, name=middleware.name)
