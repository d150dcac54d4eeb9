"""FAPI604: HTTPException raised where nobody turns it into an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.middleware.exceptions import RaisedInMiddleware


class HttpExceptionInMiddleware(Rule):
    """``raise HTTPException`` in a middleware: the client gets a 500.

    Why: exceptions become answers in FastAPI's own innermost middleware, around the routes. What is
    raised further out passes it by, so a 401 becomes a server error with a traceback in the log.

    Cure: ``return JSONResponse(status_code=401, content={"detail": ...})``, or do the check in a dependency.

    Exempt: raised inside of a ``try`` of the middleware that catches it; functions that are called by
    ``call_next``.

    Cannot see: exceptions that are raised behind more than three calls, or in libraries.

    Source: the guide's "Middleware Ordering" lets error handling catch what authentication raises; an
    ``HTTPException`` of a middleware was a status 500 on FastAPI 0.165 in every order.
    """

    code = "FAPI604"
    name = "http-exception-in-middleware"
    message = "{exception} raised in the middleware {name} becomes a status 500{calls}: return a response"
    guide = "Middleware Ordering"
    gate = ("iddleware", "call_next")

    def visit_RaisedInMiddleware(self, raised: RaisedInMiddleware) -> None:
        """Report the ``raise``, or the call that leads to it."""
        chain = " -> ".join(str(step) for step in raised.chain)
        self.report(
            raised,
            chain=raised.chain,
            calls=f" ({chain})" if chain else "",
            exception=raised.exception,
            name=raised.middleware,
        )
