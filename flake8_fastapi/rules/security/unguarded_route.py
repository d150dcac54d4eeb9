"""FAPI518: one route of a guarded router demands no credentials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.configuration.guards import UnguardedRoute


class UnguardedRouteRule(Rule):
    """A route that changes something demands no credentials, while all others of its router do.

    Why: a guard that every path operation has to repeat is forgotten once, and nobody notices: the
    request without credentials succeeds.

    Cure: depend on the user like the other routes; or guard the router as a whole:
    ``APIRouter(dependencies=[Depends(get_current_user)])``.

    Exempt: routes that only read; paths for logging in, registration, callbacks and the like; routers
    with dependencies of their own; projects that include routers with dependencies; dependencies of
    which nothing is known.

    Cannot see: guards in middleware. Off by default, since a route may be meant to be open.

    Source: the guide's "Authentication Pattern" guards a route by a dependency of its own.
    """

    code = "FAPI518"
    name = "unguarded-route"
    message = "{function}() demands no credentials, unlike the {guarded} other changing routes of its router"
    guide = "Authentication Pattern"
    gate = ("Depends", "Security")
    opt_in = True

    def visit_UnguardedRoute(self, found: UnguardedRoute) -> None:
        """Report it."""
        name = getattr(found.route.function, "name", "")
        self.report(found, function=name, guarded=found.guarded)
