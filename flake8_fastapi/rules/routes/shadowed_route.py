"""FAPI902: a route that a more general one before it takes the requests of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.model.routing.paths import covers, parameters_in, shape
from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.routes.base import ROUTE_GATE, is_comparable

if TYPE_CHECKING:
    from flake8_fastapi.model.routing.objects import Route
    from flake8_fastapi.model.routing.table import RouteEntry


class ShadowedRoute(Rule):
    """A route whose requests all go to another one that was registered before, such as
    ``/items/me`` after ``/items/{item_id}``.

    Why: the first route that matches is taken. The later one is never reached: its requests get a 422
    (``me`` is no number) or the wrong answer.

    Cure: register the specific path first, or give the general one a converter (``{item_id:int}``).

    Exempt: other methods; both paths on one handler that does not tell them apart; converters that
    do not match; routes in branches that need not run both;
    routes whose order is not known because they stand in different functions or files that do not
    include each other.

    Cannot see: applications and routers that are not resolved; mounts.

    Source: beyond the guide; the proof shows the wrong answer. FastAPI's documentation, "Path
    Parameters - Order matters".
    """

    code = "FAPI902"
    name = "shadowed-route"
    message = "{path} is never reached: {general} (line {line}{file}) comes before it and takes its requests"
    guide = ""
    gate = ROUTE_GATE

    def visit_Route(self, route: Route) -> None:
        """Look for a more general route before this one, on every way to it."""
        table = self.module.project.routing.table
        found: list[RouteEntry] = []
        entries = table.entries_of(route)
        if not all(is_comparable(each) for each in entries):
            return
        for entry in entries:
            general = [
                other
                for other in (table.general(entry.application) if entry.application is not None else ())
                if is_comparable(other)
                and set(route.methods or ()) <= set(other.route.methods or ())
                and shape(other.text) != shape(entry.text)
                and covers(other.text, entry.text)
                and other.precedes(entry)
                and not self._is_all_the_same(other, entry)
            ]
            found += general[:1]
        if entries and len(found) == len(entries):
            other = found[0]
            module = other.route.place.module
            where = "" if module is self.module else f" of {module.display_path}"
            self.report(route, path=entries[0].path, general=other.path, line=other.route.lineno, file=where)

    def _is_all_the_same(self, general: RouteEntry, specific: RouteEntry) -> bool:
        """Whether both lead to one handler, which takes no parameter that only one of the paths has."""
        if general.route.handler is None or general.route.handler is not specific.route.handler:
            return False
        names = {each.name for each in parameters_in(general.text)}
        names ^= {each.name for each in parameters_in(specific.text)}
        taken = self.module.project.routing.taken.by_route(specific.route)
        return names.isdisjoint(taken.names)
