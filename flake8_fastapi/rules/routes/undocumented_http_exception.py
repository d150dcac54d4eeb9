"""FAPI919: an error that the schema does not know."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.routing.handlers import status_in
from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.routes.base import ROUTE_GATE

if TYPE_CHECKING:
    from flake8_fastapi.model.routing.objects import Route, RoutingObject, Scope

ALWAYS_DOCUMENTED = frozenset({422})
"""FastAPI documents its own validation error."""


class UndocumentedHTTPException(Rule):
    """A status that a path operation or its dependencies raise, and that no ``responses=`` documents.

    Why: generated clients and readers of the documentation meet an answer that they were not told of.

    Cure: ``responses={404: {"description": "..."}}`` on the route, its router, the inclusion or the
    application.

    Exempt: 422, which FastAPI documents; routes outside of the schema; ``responses`` that are computed.

    Cannot see: statuses that are computed, and exceptions behind methods of objects.

    Source: beyond the guide; the proof shows the schema.
    """

    code = "FAPI919"
    name = "undocumented-http-exception"
    message = "{function}() may answer {statuses}, which no responses= documents"
    opt_in = True
    guide = ""
    gate = ROUTE_GATE

    def visit_Route(self, route: Route) -> None:
        """Compare what is raised with what is documented."""
        if route.handler is None or route.is_websocket or route.is_plain_starlette or route.router is None:
            return
        hidden = route.keywords.get("include_in_schema")
        if route.has_unknown_arguments or (isinstance(hidden, ast.Constant) and hidden.value is False):
            return
        routing = self.module.project.routing
        functions = [route.handler, *routing.taken.by_route(route).functions]
        raised = {
            status
            for function in functions
            for error in routing.raised.of_function(function)
            if (status := status_in(self.module.project, error.status, error.scope)) is not None
        }
        if not raised - ALWAYS_DOCUMENTED:
            return
        documented = self._documented(route)
        missing = sorted(raised - documented - ALWAYS_DOCUMENTED) if documented is not None else []
        if missing:
            statuses = " and ".join(str(each) for each in missing)
            self.report(route, function=route.handler.name, statuses=statuses)

    def _documented(self, route: Route) -> set[int] | None:
        """The statuses that are documented at any level; None where that is computed."""
        found: set[int] = set()
        places: list[tuple[dict[str, ast.expr], Scope]] = [(route.keywords, route.scope)]
        objects: list[RoutingObject | None] = [route.router]
        for entry in self.module.project.routing.table.entries_of(route):
            objects.append(entry.application)
            for inclusion in entry.chain.inclusions if entry.chain is not None else ():
                places.append((inclusion.keywords, inclusion.scope))
                objects += [inclusion.parent, inclusion.child]
        for each in objects:
            if each is None or (each.call is not None and each.has_unknown_arguments):
                return None
            places.append((each.keywords, each.scope))
        for keywords, scope in places:
            own = self._keys(keywords.get("responses"), scope)
            if own is None:
                return None
            found |= own
            status = status_in(self.module.project, keywords.get("status_code"), scope)
            found |= {status} if status is not None else set()
        return found

    def _keys(self, node: ast.expr | None, scope: Scope) -> set[int] | None:
        if node is None:
            return set()
        if isinstance(node, (ast.Name, ast.Attribute)):
            behind = self.module.project.routing.resolver.value_of(node, scope)
            if behind is None:
                return None
            node, scope = behind
        if not isinstance(node, ast.Dict):
            return None
        found: set[int] = set()
        for key, value in zip(node.keys, node.values, strict=True):
            if key is None:
                inner = self._keys(value, scope)
                if inner is None:
                    return None
                found |= inner
                continue
            status = status_in(self.module.project, key, scope)
            if status is None and isinstance(key, ast.Constant) and str(key.value).isdigit():
                status = int(str(key.value))
            if status is None:
                return None
            found.add(status)
        return found
