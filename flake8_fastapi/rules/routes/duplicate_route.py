"""FAPI903: two routes with the same method and path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.routes.base import ROUTE_GATE, is_comparable

if TYPE_CHECKING:
    from flake8_fastapi.model.routing.objects import Route
    from flake8_fastapi.model.routing.table import RouteEntry


class DuplicateRoute(Rule):
    """The same method and full path as a route that was registered before, on the same application.

    Why: the first one is taken, the second is never reached; all that FastAPI says is a warning about
    duplicate operation ids when the schema is made.

    Cure: remove one of them, or give it another path or method.

    Exempt: the same handler twice, which changes nothing; handlers with further decorators, which may
    choose by version or header; routers with a ``route_class`` of their own; routes in branches that
    need not run both.

    Cannot see: applications and routers that are not resolved; routes that stand in different
    functions.

    Source: beyond the guide; the proof shows that the first one answers.
    """

    code = "FAPI903"
    name = "duplicate-route"
    message = "{method} {path} is registered before (line {line}{file}): this one is never reached"
    guide = ""
    gate = ROUTE_GATE

    def visit_Route(self, route: Route) -> None:
        """Look for the same route before this one, on every way to it."""
        if route.has_other_decorators:
            return
        table = self.module.project.routing.table
        entries = table.entries_of(route)
        if not all(is_comparable(each) for each in entries):
            return
        found: list[RouteEntry] = []
        for entry in entries:
            if entry.application is None:
                return
            same = [
                other
                for other in table.alike(entry)
                if is_comparable(other)
                and not other.route.has_other_decorators
                and set(route.methods or ()) <= set(other.route.methods or ())
                and other.precedes(entry)
                and other.route.handler is not route.handler
            ]
            found += same[:1]
        if entries and len(found) == len(entries):
            other = found[0]
            module = other.route.place.module
            where = "" if module is self.module else f" of {module.display_path}"
            method = (route.methods or ("GET",))[0]
            self.report(route, method=method, path=entries[0].path, line=other.route.lineno, file=where)
