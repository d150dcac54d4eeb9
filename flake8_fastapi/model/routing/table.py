"""All routes of a project with their full paths, over applications, inclusions and mounts across files."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.model.definitions import ClassDefinition
from flake8_fastapi.model.routing.added_paths import added_paths
from flake8_fastapi.model.routing.facts import FileRouting
from flake8_fastapi.model.routing.handed_over import HandedOver
from flake8_fastapi.model.routing.objects import UnknownText
from flake8_fastapi.model.routing.own_classes import only_own_way
from flake8_fastapi.model.routing.paths import shape
from flake8_fastapi.model.source import parse, read_source
from flake8_fastapi.model.tree_index import TreeIndex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.routing.objects import (
        Application,
        Inclusion,
        Place,
        Route,
        RoutingObject,
        Text,
    )  # fmt: skip

CONCERNS = re.compile(rb"\b(?:apirouter|fastapi|starlette|include_router|add_api_route)\b|\.mount\(")
"""What a file has, in lower case, that makes or includes routers, or adds routes to them."""
CONCERNED = (b"apirouter", b"fastapi", b"starlette", b"include_router", b"add_api_route", b".mount(")
"""One of these is in it then: to look for them first takes a tenth of the time."""
DECORATED = re.compile(rb"@[\w.]*(?:router|app|api)\w*\.")
"""What decorates a handler, in lower case."""

DEEPEST_CHAIN = 12
MOST_CHAINS = 40
"""Ways on which one router is reached that are looked at; more are templates."""


@dataclass(frozen=True, slots=True)
class Chain:
    """One way from an application to a router: ``prefix`` is all that stands before the routes' own paths."""

    application: RoutingObject | None
    """None where it is not known what includes the outermost router."""
    prefix: Text
    inclusions: tuple[Inclusion, ...] = ()
    places: tuple[Place, ...] = ()
    """Where each step stands, from the application inwards; two ways can be compared where they part."""


@dataclass(frozen=True, slots=True)
class RouteEntry:
    """One line of the table: a route as clients reach it."""

    route: Route
    chain: Chain | None
    """None for the routes of a router that nothing is seen to include."""
    added_at: Text | None = None
    """Where the router's class adds routes in a way of its own, one of the paths that it adds; else None."""

    @property
    def text(self) -> Text:
        """The full path, with its unknown parts."""
        own = self.added_at if self.added_at is not None else self.route.text or ()
        if self.chain is not None:
            return (*self.chain.prefix, *own)
        router = self.route.router
        prefix = _known_or(router.prefix, router) if router is not None else ()
        return (*prefix, *own)

    @property
    def path(self) -> str:
        """The full path for people: unknown parts stand in angle brackets."""
        return "".join(str(part) for part in self.text)

    @property
    def application(self) -> RoutingObject | None:
        """The application that serves it; where nothing includes its router, that router."""
        return self.chain.application if self.chain is not None else self.route.router

    @property
    def places(self) -> tuple[Place, ...]:
        """Where each step stands, the route's own declaration last."""
        return (*(self.chain.places if self.chain is not None else ()), self.route.place)

    def precedes(self, other: RouteEntry) -> bool:
        """Whether this route is surely registered before the other one, on the same application."""
        if self.application is None or self.application != other.application:
            return False
        for mine, others in zip(self.places, other.places, strict=False):
            if mine != others:
                return mine.precedes(others)
        return False


@dataclass
class FileFacts:
    """What is kept of one file."""

    module: Module
    made: list[Application] = field(default_factory=list)
    inclusions: list[Inclusion] = field(default_factory=list)
    routes: list[Route] = field(default_factory=list)


class RouteTable:
    """The table of one project, made when first asked for."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.resolver = project.routing.resolver
        self._chains: dict[RoutingObject, tuple[Chain, ...]] = {}
        self._handed_over = HandedOver(project, self)

    @cached_property
    def files(self) -> list[FileFacts]:
        """The facts of every file, outside of tests, that concerns routing."""
        found = []
        for module, _ in self.project.survey.files(_concerns_routing):
            routing = self.read(module)
            if routing is not None:
                facts = FileFacts(module, routing.made, routing.inclusions, routing.routes)
                if facts.made or facts.inclusions or facts.routes:
                    found.append(facts)
        return found

    def read(self, module: Module) -> FileRouting | None:
        """What a file says of routing, by a tree of its own; None for a file that does not parse."""
        text = module.given_text if module.given_text is not None else read_source(module.path)
        tree = parse(text) if text is not None else None
        if tree is None:
            return None
        return FileRouting(module, TreeIndex(tree), self.resolver, hold=False)

    @cached_property
    def _inclusions(self) -> dict[RoutingObject, list[Inclusion]]:
        """For each application or router what includes it."""
        found: dict[RoutingObject, list[Inclusion]] = {}
        for facts in self.files:
            for each in facts.inclusions:
                if each.child is not None:
                    found.setdefault(each.child, []).append(each)
        return found

    def inclusions_of(self, router: RoutingObject) -> list[Inclusion]:
        """What includes or mounts an application or router."""
        return self._inclusions.get(router, [])

    @cached_property
    def has_parameters_in_prefixes(self) -> bool:
        """Whether any router is included or mounted under a path with a parameter."""
        prefixes = [each.prefix for facts in self.files for each in facts.inclusions]
        prefixes += [each.object.prefix for facts in self.files for each in facts.made]
        return any(isinstance(part, str) and "{" in part for prefix in prefixes for part in prefix or ())

    def chains(self, router: RoutingObject) -> tuple[Chain, ...]:
        """The ways on which requests reach a router; none where nothing is seen to include it."""
        known = self._chains.get(router)
        if known is None:
            self._chains[router] = ()  # routers that include each other in a circle
            known = self._chains[router] = tuple(self._ways(router))[:MOST_CHAINS]
        return known

    def _ways(self, router: RoutingObject) -> Iterator[Chain]:
        inclusions = self._inclusions.get(router, [])
        if router.parameter and router.call is None:
            yield from self._handed_in(router)
        elif router.is_application and not any(each.kind == "mount" for each in inclusions):
            yield Chain(router, ())
        for each in inclusions:
            if each.kind == "host":
                continue
            before = self.chains(each.parent) if each.parent is not None else (Chain(None, ()),)
            for chain in before:
                if len(chain.inclusions) < DEEPEST_CHAIN:
                    prefix = _known_or(each.prefix, each)
                    own = _known_or(router.prefix, router) if not router.is_application else ()
                    if each.kind == "mount":
                        prefix = _without_last_slash(prefix)
                    yield Chain(
                        chain.application, (*chain.prefix, *prefix, *own),
                        (*chain.inclusions, each), (*chain.places, each.place),
                    )  # fmt: skip

    def _handed_in(self, parameter: RoutingObject) -> Iterator[Chain]:
        """The ways to what callers give for a parameter, which stands for itself where none is seen."""
        found = False
        for argument, place in self._handed_over.for_parameter(parameter):
            for chain in self.chains(argument):
                found = True
                own = argument.prefix or () if not argument.is_application else ()
                yield Chain(
                    chain.application, (*chain.prefix, *own) if not chain.inclusions else chain.prefix,
                    chain.inclusions, (*chain.places, *([place] if place is not None else [])),
                )  # fmt: skip
        if not found:
            yield Chain(parameter, () if parameter.is_application else (_unknown(parameter),))

    @cached_property
    def entries(self) -> list[RouteEntry]:
        """All routes, those of unknown routers and of routers that nothing includes too."""
        found = []
        for facts in self.files:
            for route in facts.routes:
                added = self._added_at(route) or (None,)
                for chain in self.chains_of(route) or (None,):
                    found += [RouteEntry(route, chain, each) for each in added]
        return found

    def _added_at(self, route: Route) -> tuple[Text, ...] | None:
        """The paths at which a class's own way adds a route; None where it has none, or one not followed."""
        router = route.router
        if router is None or not isinstance(router.cls, ClassDefinition) or route.text is None:
            return None
        method = only_own_way(self.resolver, router.cls, route.verb)
        return added_paths(method, route.text) if method is not None else None

    def chains_of(self, route: Route) -> tuple[Chain, ...]:
        """The ways to a route, a router's own prefix included."""
        router = route.router
        if router is None:
            return ()
        return self.chains(router)

    @cached_property
    def _by_application(self) -> dict[RoutingObject, list[RouteEntry]]:
        found: dict[RoutingObject, list[RouteEntry]] = {}
        for each in self.entries:
            if each.application is not None:
                found.setdefault(each.application, []).append(each)
        return found

    @cached_property
    def _by_shape(self) -> dict[tuple[RoutingObject, str], list[RouteEntry]]:
        found: dict[tuple[RoutingObject, str], list[RouteEntry]] = {}
        for application, entries in self._by_application.items():
            for each in entries:
                found.setdefault((application, shape(each.text)), []).append(each)
        return found

    @cached_property
    def _with_parameters(self) -> dict[RoutingObject, list[RouteEntry]]:
        return {
            application: [each for each in entries if "{" in shape(each.text)]
            for application, entries in self._by_application.items()
        }

    def alike(self, entry: RouteEntry) -> list[RouteEntry]:
        """The routes of its application whose paths differ in no more than the names of parameters."""
        if entry.application is None:
            return []
        return self._by_shape.get((entry.application, shape(entry.text)), [])

    def general(self, application: RoutingObject) -> list[RouteEntry]:
        """The routes of an application that may match other paths, too: those with parameters."""
        return self._with_parameters.get(application, [])

    @cached_property
    def _by_place(self) -> dict[tuple[str, int, int], list[RouteEntry]]:
        found: dict[tuple[str, int, int], list[RouteEntry]] = {}
        for each in self.entries:
            route = each.route
            key = (route.place.module.path, route.lineno, route.col_offset)
            found.setdefault(key, []).append(each)
        return found

    def entries_of(self, route: Route) -> list[RouteEntry]:
        """The lines of the table for one route of the file being checked."""
        return self._by_place.get((route.place.module.path, route.lineno, route.col_offset), [])


def _concerns_routing(content: bytes) -> bool:
    """Whether a file may make or include routers, or add routes to them."""
    text = content.lower()
    if any(word in text for word in CONCERNED) and CONCERNS.search(text) is not None:
        return True
    return DECORATED.search(text) is not None


def _known_or(text: Text | None, what: Inclusion | RoutingObject) -> Text:
    return text if text is not None else (_unknown(what),)


def _unknown(what: Inclusion | RoutingObject) -> UnknownText:
    module = what.place.module if hasattr(what, "place") else what.module
    return UnknownText("?", (module.path, what.lineno, what.col_offset))


def _without_last_slash(text: Text) -> Text:
    if text and isinstance(text[-1], str):
        return (*text[:-1], text[-1].rstrip("/"))
    return text
