"""FAPI603: middleware added to an app that has started."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.middleware.late import LateMiddleware as Late


class LateMiddleware(Rule):
    """Middleware is added in a lifespan, an event handler, a path operation or another middleware.

    Why: an app builds its chain of middleware when it gets its first message, and the lifespan is
    the first. From then on ``add_middleware`` raises a ``RuntimeError``: in a lifespan or event handler the
    application does not start, in a path operation the request is a 500.

    Cure: add it where the app is made.

    Exempt: another app that is made in the same function, such as one that is mounted later.

    Cannot see: functions of other files that get the app, and those behind more than one call.

    Source: beyond the guide's "Middleware Ordering". Tried in each place on FastAPI 0.165.
    """

    code = "FAPI603"
    name = "late-middleware"
    message = "middleware added in {where} raises RuntimeError{calls}: add it where the app is made"
    guide = "Middleware Ordering"
    gate = ("add_middleware", ".middleware(")

    def visit_LateMiddleware(self, late: Late) -> None:
        """Report the call that comes too late."""
        chain = " -> ".join(str(step) for step in late.chain)
        self.report(late, chain=late.chain, where=late.where, calls=f" ({chain})" if chain else "")
