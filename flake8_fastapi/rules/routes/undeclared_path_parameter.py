"""FAPI901: a parameter in the path that nothing takes."""

from __future__ import annotations

import ast
import keyword
from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.model.routing.handlers import parameters
from flake8_fastapi.model.routing.paths import parameters_in
from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.routes.base import ROUTE_GATE

if TYPE_CHECKING:
    from flake8_fastapi.fixes.draft import Draft
    from flake8_fastapi.model.routing.objects import Route

TYPE_OF_CONVERTER = {"str": "str", "int": "int", "float": "float", "uuid": "uuid.UUID"}
"""The annotations that agree with what Starlette's converters give."""


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
    fix = "unsafe"

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
            self.report(
                route,
                parameter=name,
                path=path,
                function=route.handler.name,
                fix=partial(_take_parameter, route, path, name),
            )

    def _names_of_all_routes(self, route: Route) -> set[str]:
        """The parameters that all of the file's routes to the handler have; it can demand no others."""
        same = [each for each in self.module.routing.routes if each.handler is route.handler]
        names = [{parameter.name for parameter in parameters_in(each.text or ())} for each in same]
        return set.intersection(*names) if names else set()


def _take_parameter(route: Route, path: str, name: str, draft: Draft) -> str:
    """Give the handler the parameter, before the others, with the type that the path converts it to."""
    function = route.function
    if (
        function is None
        or isinstance(function, ast.Lambda)
        or not name.isidentifier()
        or keyword.iskeyword(name)
        or any(parameter.arg == name for parameter, _ in parameters(function))
    ):
        raise draft.refusal("the handler cannot take a parameter of that name here")
    converter = next((each.converter for each in parameters_in((path,)) if each.name == name), "")
    annotation = TYPE_OF_CONVERTER.get(converter)
    if annotation is None:
        raise draft.refusal("what the converter gives is not known")
    if "." in annotation:
        annotation = draft.name_for(annotation, at=function)
    draft.add_parameter(function, f"{name}: {annotation}")
    return f"Take the path parameter {name}"
