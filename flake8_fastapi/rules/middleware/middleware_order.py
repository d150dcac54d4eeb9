"""FAPI602: authentication around logging or error handling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.middleware.nodes import OutsideRecorder

CONSEQUENCES = {
    "logging": "never logs the requests that it refuses",
    "error handling": "does not catch its errors",
}


class MiddlewareOrder(Rule):
    """Authentication stands outside of logging or error handling.

    Why: what is refused outside never gets inside: the log has no line of the requests with bad credentials,
    and an exception in the authentication (a key server that does not answer) passes the error handling by.

    Cure: ``add_middleware`` puts what it adds around all that is there: add authentication first, then error
    handling, then logging, then CORS. In ``FastAPI(middleware=[...])`` it is the other way round.

    Exempt: where one of the two is not recognised for sure: authentication by its answer 401, logging by a
    logger, or a ``print`` of the request, that every request reaches, error handling by a broad ``except``
    around ``call_next`` that answers.

    Cannot see: middleware of libraries, but for Starlette's ``AuthenticationMiddleware``.

    Source: the guide's "Middleware Ordering", whose order is right for the list and inverted for
    ``add_middleware``. Both orders were run on FastAPI 0.165.
    """

    code = "FAPI602"
    name = "middleware-order"
    message = "{authentication} is outside of {inner}, which {consequence}: {cure}"
    guide = "Middleware Ordering"
    gate = ("add_middleware", ".middleware(", "middleware=")

    def visit_OutsideRecorder(self, found: OutsideRecorder) -> None:
        """Report where the authentication is added."""
        listed = found.authentication.form == "listed"
        self.report(
            found,
            authentication=found.authentication.name,
            inner=found.inner.name,
            consequence=CONSEQUENCES[found.role],
            cure="put it behind that in the list" if listed else "add it before that",
        )
