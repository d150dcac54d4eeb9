"""The routes of a project as people ask for them, and what of its routing cannot be told."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from flake8_fastapi.model.definitions import ClassDefinition
from flake8_fastapi.model.framework_names import RESPONSE
from flake8_fastapi.model.routing.objects import UnknownText
from flake8_fastapi.model.routing.own_classes import has_own_way
from flake8_fastapi.model.tree_walk import own_nodes
from flake8_fastapi.model.types import ClassObject, External

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.routing.objects import Inclusion, RoutingObject
    from flake8_fastapi.model.routing.table import RouteEntry

EVENT, EVENTS = "fastapi.sse.ServerSentEvent", "fastapi.sse.EventSourceResponse"
STREAMS = frozenset({"AsyncIterable", "AsyncIterator", "AsyncGenerator", "Iterable", "Iterator", "Generator"})
"""What the annotation of a generator may be, for FastAPI to make its items into lines or events."""
MOUNT = "MOUNT"
"""Stands for the methods of what is mounted and no application that we can look into."""


@dataclass(frozen=True, slots=True)
class ListedRoute:
    """One route as clients reach it, with what people want to know of it."""

    application: RoutingObject | None
    """The application, or the outermost router that is known; None where not even that is."""
    methods: tuple[str, ...] | None
    """In capitals; ``("WEBSOCKET",)``, ``("MOUNT",)``; None when they are computed."""
    path: str
    """The full path; what the source does not tell stands in angle brackets."""
    handler: FunctionDefinition | None
    handler_name: str
    """The handler's name; where it is not known, the expression that stands for it."""
    module: Module
    """Where the handler stands; where that is not known, where the route is declared."""
    line: int
    declared_in: Module
    declared_at: int
    """The line of the decorator or call that declares the route."""
    dependencies: tuple[str, ...]
    """All functions and classes of the dependency tree, what a dependency needs before it."""
    unknown_dependencies: tuple[str, ...]
    """The expressions in the tree of which it is not known what they depend on."""
    is_wrapped: bool
    """Whether further decorators stand on the handler, which may put another function in its place."""
    response_model: str
    """The response model or the return annotation as written; empty for none."""
    is_sure: bool
    """Whether the path and the methods are known, and it is reached from an application in any case."""
    doubt: str
    """Why it is not sure, as a phrase; empty where it is."""

    @property
    def is_async(self) -> bool | None:
        """Whether the handler runs on the event loop; None where the handler is not known."""
        return self.handler.is_async if self.handler is not None else None


class Unresolved(NamedTuple):
    """Code that makes, includes or mounts routes of which we cannot tell which."""

    module: Module
    line: int
    source: str
    """The call or expression, in one line."""
    reason: str


class RouteListing:
    """All routes of one project, as far as is known in the order in which applications register them."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.table = project.routing.table

    def routes(self) -> list[ListedRoute]:
        """The routes and mounts, application by application."""
        found = [(_order(entry), self._route(entry)) for entry in self.table.entries]
        found += [
            (_order_of_mount(each), listed)
            for facts in self.table.files
            for each in facts.inclusions
            if each.kind == "mount" and each.child is None
            for listed in self._mounts(each)
        ]
        # One declaration may be reached on several ways that come to the same.
        return list(dict.fromkeys(listed for _, listed in sorted(found, key=lambda each: each[0])))

    def _route(self, entry: RouteEntry) -> ListedRoute:
        route = entry.route
        handler = route.handler
        taken = self.project.routing.taken.by_entry(entry)
        name = handler.label if handler is not None else _source(route.endpoint or route.receiver)
        doubt = self._doubt(entry)
        return ListedRoute(
            entry.application, route.methods, entry.path, handler, name,
            handler.module if handler is not None else route.place.module,
            handler.line if handler is not None else route.lineno,
            route.place.module, route.lineno,
            taken.dependencies, taken.unknown, route.has_other_decorators, self._response_model(entry),
            not doubt, doubt,
        )  # fmt: skip

    def _mounts(self, inclusion: Inclusion) -> Iterator[ListedRoute]:
        """What is mounted and no application: static files, an application of another framework."""
        parent = inclusion.parent
        for chain in self.table.chains(parent) if parent is not None else ():
            path = "".join(str(part) for part in (*chain.prefix, *(inclusion.prefix or ())))
            module = inclusion.place.module
            doubt = _doubt_of_places((*chain.places, inclusion.place)) or (
                "the path is computed" if "<" in path else ""
            )
            yield ListedRoute(
                chain.application, (MOUNT,), path.rstrip("/"), None, _source(inclusion.child_node),
                module, inclusion.lineno, module, inclusion.lineno, (), (), False, "", not doubt, doubt,
            )  # fmt: skip

    def _response_model(self, entry: RouteEntry) -> str:
        """The response model as written: that of the route, else what the handler says that it returns."""
        route = entry.route
        if route.is_websocket or route.is_plain_starlette:
            return ""
        given = route.keywords.get("response_model")
        if given is not None:
            return "" if isinstance(given, ast.Constant) and given.value is None else _source(given)
        node = route.handler.node() if route.handler is not None else None
        annotation = node.returns if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) else None
        if annotation is None or (isinstance(annotation, ast.Constant) and annotation.value is None):
            return ""
        assert route.handler is not None
        if self._is_subclass(annotation, route.handler, RESPONSE):
            return ""
        sends_items = self._sends_items(route.keywords.get("response_class"), annotation, route.handler)
        return "" if sends_items else _source(annotation)

    def _sends_items(
        self, response_class: ast.expr | None, annotation: ast.expr, handler: FunctionDefinition
    ) -> bool:
        """Whether a handler is a generator whose items are sent as they are, without a model of theirs."""
        head = annotation.value if isinstance(annotation, ast.Subscript) else annotation
        stream = self._class_named(head, handler)
        if not isinstance(stream, str) or stream.rpartition(".")[2] not in STREAMS or not _yields(handler):
            return False
        if response_class is not None and not self._is_subclass(response_class, handler, EVENTS):
            return True
        item = annotation.slice if isinstance(annotation, ast.Subscript) else None
        return item is not None and self._is_subclass(item, handler, EVENT)

    def _is_subclass(self, node: ast.expr, handler: FunctionDefinition, base: str) -> bool:
        cls = self._class_named(node, handler)
        return cls is not None and self.project.interpreter.hierarchy.is_subclass(cls, base)

    def _class_named(self, node: ast.expr, handler: FunctionDefinition) -> ClassDefinition | str | None:
        """The class that an expression around a handler names, a library's by its canonical name."""
        of = self.project.interpreter.definition_scope(handler).type_of(node)
        if isinstance(of, External):
            return self.project.knowledge.canonical(of.name)
        return of.definition if isinstance(of, ClassObject) else None

    def unresolved(self) -> list[Unresolved]:
        """What includes, mounts or lists routes that are not known, each place once, in a fixed order."""
        found: dict[tuple[str, int, str], Unresolved] = {}
        for each in self._unresolved():
            found.setdefault((each.module.path, each.line, each.reason), each)
        return [found[key] for key in sorted(found)]

    def _unresolved(self) -> Iterator[Unresolved]:
        for facts in self.table.files:
            for each in facts.inclusions:
                if each.child is None and each.kind == "include":
                    reason = "it is not known which router is included"
                    yield Unresolved(facts.module, each.lineno, _source(each.child_node or each.call), reason)
                if each.parent is None:
                    reason = "it is not known what this is added to"
                    yield Unresolved(facts.module, each.lineno, _source(each.call.func), reason)
            for made in facts.made:
                if "routes" in made.keywords:
                    reason = "routes that are given as a list are not followed"
                    yield Unresolved(facts.module, made.lineno, _source(made.keywords["routes"]), reason)
        for entry in self.table.entries:
            doubt = self._doubt(entry)
            if doubt:
                source = f"{'|'.join(entry.route.methods or ('?',))} {entry.path}"
                yield Unresolved(entry.route.place.module, entry.route.lineno, source, doubt)

    def _doubt(self, entry: RouteEntry) -> str:
        """Why a line of the table is not surely what clients find; empty where it is."""
        route = entry.route
        cls = route.router.cls if route.router is not None else None
        if isinstance(cls, ClassDefinition) and entry.added_at is None:
            method = has_own_way(self.project.routing.resolver, cls, route.verb)
            if method is not None:
                return f"the class has its own way to add routes, {method.label}()"
        return _doubt(entry)


def _doubt(entry: RouteEntry) -> str:
    """What of the way from the application to a route is not sure; empty where all is."""
    route = entry.route
    if route.router is None:
        return "it is not known which router this is"
    if entry.chain is None:
        return "nothing is seen to include the router"
    if entry.application is None or not entry.application.is_application:
        return "it is not known which application this belongs to"
    if route.methods is None:
        return "the methods are computed"
    if any(isinstance(part, UnknownText) for part in entry.text):
        return "the path is computed"
    if route.text is None:
        return "no path is given"
    return _doubt_of_places(entry.places)


def _doubt_of_places(places: tuple[object, ...]) -> str:
    return "it is registered in a branch" if any(getattr(each, "suites", ()) for each in places) else ""


def _order(entry: RouteEntry) -> tuple[object, ...]:
    return (_order_of(entry.application), tuple(_order_of_place(each) for each in entry.places), entry.path)


def _order_of_mount(inclusion: Inclusion) -> tuple[object, ...]:
    return (_order_of(inclusion.parent), (_order_of_place(inclusion.place),), "")


def _order_of(application: RoutingObject | None) -> tuple[bool, bool, str, int, int]:
    """Applications first, then routers that nothing includes, then what is not known."""
    if application is None:
        return (True, True, "", 0, 0)
    of = application
    return (False, not of.is_application, of.module.display_path, of.line, of.column)


def _order_of_place(place: object) -> tuple[object, ...]:
    return (place.module.display_path, *place.order)  # type: ignore[attr-defined]


def _source(node: ast.AST | None) -> str:
    """An expression in one line, shortened where it is long."""
    text = " ".join(ast.unparse(node).split()) if node is not None else ""
    return text if len(text) <= LONGEST_SOURCE else f"{text[: LONGEST_SOURCE - 3]}..."


LONGEST_SOURCE = 60


def _yields(function: FunctionDefinition) -> bool:
    """Whether a function is a generator."""
    return any(isinstance(each, (ast.Yield, ast.YieldFrom)) for each in own_nodes(function.node()))
