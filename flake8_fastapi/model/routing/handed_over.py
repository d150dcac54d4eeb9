"""Which applications and routers a project's calls hand over: what a function's parameter stands for."""

from __future__ import annotations

import ast
import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from flake8_fastapi.model.routing.given import given_for
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.survey import is_test_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.routing.facts import FileRouting
    from flake8_fastapi.model.routing.objects import Application, Place, RoutingObject
    from flake8_fastapi.model.routing.table import RouteTable

MOST_FUNCTIONS = 6
"""Functions one behind the other through which an application is handed."""


class Handed(NamedTuple):
    """An application or router that a call gives for a parameter, and where the call stands."""

    object: RoutingObject
    place: Place | None
    """None for a lifespan, which the framework calls with the application when that starts."""


class HandedOver:
    """What the parameters that are applications or routers stand for, over any number of functions."""

    def __init__(self, project: Project, table: RouteTable) -> None:
        self.project = project
        self.table = table
        self.resolver = project.routing.resolver
        self._files: dict[str, FileRouting | None] = {}

    def for_parameter(self, parameter: RoutingObject) -> Iterable[Handed]:
        """What the project gives for a parameter; nothing where no call of its function is seen."""
        return self._all.get(parameter, ())

    @cached_property
    def _all(self) -> dict[RoutingObject, list[Handed]]:
        """All of it, from the parameters that get routes outwards to those that these are given as."""
        found: dict[RoutingObject, list[Handed]] = {}
        waiting = self._used_for_routes()
        for _ in range(MOST_FUNCTIONS):
            if not waiting:
                break
            for parameter, handed in self._given_for(waiting):
                found.setdefault(parameter, []).append(handed)
            met = {each.object for several in found.values() for each in several}
            waiting = {
                each: each.scope.function
                for each in met
                if each not in found and each.call is None and each.scope.function is not None
            }
        return found

    def _used_for_routes(self) -> dict[RoutingObject, FunctionDefinition]:
        """The parameters that routes and routers are added to."""
        found: dict[RoutingObject, FunctionDefinition] = {}
        for facts in self.table.files:
            for each in (
                *(route.router for route in facts.routes),
                *(one.parent for one in facts.inclusions),
            ):
                if each is not None and each.call is None and each.scope.function is not None:
                    found[each] = each.scope.function
        return found

    def _given_for(
        self, parameters: dict[RoutingObject, FunctionDefinition]
    ) -> Iterator[tuple[RoutingObject, Handed]]:
        for made in (one for facts in self.table.files for one in facts.made):
            yield from self._given_to_lifespan(made, parameters)
        names = {function.name for function in parameters.values()} | {
            function.owner.name for function in parameters.values() if function.owner is not None
        }
        word = re.compile(rb"\b(?:%s)\(" % b"|".join(sorted(name.encode() for name in names)))
        for path, content in self.project.survey.contents():
            if not word.search(content):
                continue
            routing = self._file(path)
            for call in routing.index.of_kind(ast.Call) if routing is not None else ():
                last = last_name(call.func)
                if routing is not None and last in names:
                    yield from self._given_by(call, routing, parameters)

    def _given_to_lifespan(
        self, made: Application, parameters: dict[RoutingObject, FunctionDefinition]
    ) -> Iterator[tuple[RoutingObject, Handed]]:
        lifespan = made.keywords.get("lifespan")
        function = self.resolver.function_of(lifespan, made.object.scope) if lifespan is not None else None
        for parameter, wanted in parameters.items():
            if function is not None and wanted is function:
                yield parameter, Handed(made.object, None)

    def _given_by(
        self,
        call: ast.Call,
        routing: FileRouting,
        parameters: dict[RoutingObject, FunctionDefinition],
    ) -> Iterator[tuple[RoutingObject, Handed]]:
        scope = routing.scope_of(call)
        definition = self.resolver.function_of(call.func, scope)
        for parameter, function in parameters.items():
            if definition is None or definition is not function:
                continue
            given = given_for(call, function, parameter.parameter)
            argument = self.resolver.object_of(given, scope) if given is not None else None
            if argument is not None and argument != parameter:
                yield parameter, Handed(argument, routing.place_of(call, scope))

    def _file(self, path: str) -> FileRouting | None:
        if path not in self._files:
            module = self.project.module_at(path)
            self._files[path] = None if is_test_file(module.display_path) else self.table.read(module)
        return self._files[path]
