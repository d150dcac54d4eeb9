"""FAPI901: a parameter in the path that nothing takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.model.routing.paths import parameters_in
from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.routes.base import ROUTE_GATE

if TYPE_CHECKING:
    from flake8_fastapi.model.routing.objects import Route


class UndeclaredPathParameter(Rule):
    """A ``{name}`` in the full path that neither the path operation nor its dependencies take.

    Why: the value is thrown away: every ``/users/{user_id}`` gets the same answer. Mostly the parameter
    has another name (``id``), and is then demanded in the query: 422.

    Cure: add the parameter to the function, or rename one of the two.

    Exempt: parameters that any dependency takes, also those of ``dependencies=`` on route, router,
    include and application; aliases; handlers that read ``request.path_params`` or hand the request
    on; a catch-all ``{rest:path}`` that is ignored on purpose; parameters that other paths of the same
    handler do not have.

    Cannot see: anything behind a part of the dependency tree that cannot be resolved: it is silent
    there; class-based views.

    Source: beyond the guide; the proof shows the same answer and the 422.
    """

    code = "FAPI901"
    name = "undeclared-path-parameter"
    message = "{{{parameter}}} in {path} is taken by neither {function}() nor its dependencies"
    guide = ""
    gate = (*ROUTE_GATE, ".websocket(", "_websocket_route(")

    def visit_Route(self, route: Route) -> None:
        """Compare the full path with what the dependency tree takes."""
        router = route.router
        if route.text is None or router is None or router.is_customised or route.handler is None:
            return
        routing = self.module.project.routing
        taken = routing.taken.by_route(route)
        if not taken.is_complete:
            return
        own = parameters_in((*(router.prefix or ()), *route.text))
        is_lost = any(each.name not in taken.names for each in own if each.converter != "path")
        if not is_lost and not routing.table.has_parameters_in_prefixes:
            return
        shared = self._names_of_all_routes(route)
        missing: set[str] | None = None
        path = ""
        for entry in routing.table.entries_of(route):
            taken = routing.taken.by_entry(entry)
            if not taken.is_complete:
                return
            names = {each.name for each in parameters_in(entry.text) if each.converter != "path"}
            names -= {each.name for each in parameters_in(route.text)} - shared
            lost = names - taken.names
            missing = lost if missing is None else missing & lost
            path = path or entry.path
        for name in sorted(missing or ()):
            self.report(route, parameter=name, path=path, function=route.handler.name)

    def _names_of_all_routes(self, route: Route) -> set[str]:
        """The parameters that all of the file's routes to the handler have; it can demand no others."""
        same = [each for each in self.module.routing.routes if each.handler is route.handler]
        names = [{parameter.name for parameter in parameters_in(each.text or ())} for each in same]
        return set.intersection(*names) if names else set()
