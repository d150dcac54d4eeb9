"""The nodes about resources in the file being checked, and how they are found."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from itertools import combinations, islice
from typing import TYPE_CHECKING

from flake8_fastapi.model.bodies import yields
from flake8_fastapi.model.kept_facts import kept_with
from flake8_fastapi.model.lifespans import lifespans
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.resources.bodies import CheckedBody
from flake8_fastapi.model.resources.callees import Callees
from flake8_fastapi.model.resources.flow import Flow
from flake8_fastapi.model.resources.kept_openings import KeptOpening, kept_openings
from flake8_fastapi.model.tree_walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.resources.paths import Resource

Node = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class OpenedResource:
    """Something that a function of the file opens and that must be closed.

    ``in_lifespan`` tells that the function is a lifespan: there, what is stored is followed too.
    """

    resource: Resource
    function: Node
    is_generator: bool
    in_lifespan: bool
    module: Module

    @property
    def lineno(self) -> int:
        """The line of the call that opens it."""
        return self.resource.node.lineno

    @property
    def col_offset(self) -> int:
        """The column of the call that opens it."""
        return self.resource.node.col_offset

    @property
    def kind(self) -> str:
        """What it is: ``session``, ``connection``, ``cursor``, ``client``, ``pool``, ``file``, ``object``."""
        return self.resource.facts.kind if self.resource.facts is not None else "object"

    @property
    def is_borrowed(self) -> bool:
        """Whether a pool lends it."""
        return self.resource.facts is not None and self.resource.facts.is_borrowed

    @property
    def name(self) -> str:
        """How messages name it: by the name that holds it, or by the call that opens it."""
        return self.resource.holder or f"{self.resource.label}()"

    @property
    def definition(self) -> FunctionDefinition | None:
        """The function that opens it; None where it is not known."""
        return self.module.observation.definition_of(self.function)

    @property
    def serves_requests(self) -> bool:
        """Whether the function is on the request path."""
        if any(each.function is self.function for each in self.module.routing.routes):
            return True
        definition = self.definition
        return definition is not None and self.module.project.serving.serves(definition)

    @property
    def helps_lifespan(self) -> bool:
        """Whether a lifespan calls the function."""
        definition = self.definition
        return definition is not None and self.module.project.serving.helps_lifespan(definition)


@dataclass(frozen=True, slots=True)
class UnprotectedLifespan(Located):
    """A lifespan that leaves ``first`` open when opening ``second`` fails."""

    PLACE = "first"

    first: OpenedResource | KeptOpening
    second: OpenedResource | KeptOpening


class Resources:
    """The facts of a project; a project that is read anew gets new ones."""

    def __init__(self, module: Module) -> None:
        self.callees = Callees(module.project)


@kept_with("project.interpreter")
def resources_of(module: Module) -> Resources:
    """What is known of resources in the project that a file belongs to."""
    return Resources(module)


@kept_with("observation")
def opened_resources(module: Module) -> list[OpenedResource]:
    """What the functions of a file open, in their order; found once for each checked file."""
    return list(_find(module))


def _find(module: Module) -> Iterator[OpenedResource]:
    callees = resources_of(module).callees
    calls: dict[ast.AST, list[ast.Call]] = {}
    for call in module.index.of_kind(ast.Call):
        if not callees.openings.may_open(module, call):
            continue
        around = module.index.function_around(call)
        if isinstance(around, Node):
            calls.setdefault(around, []).append(call)
    for each in (*module.index.of_kind(ast.Yield), *module.index.of_kind(ast.YieldFrom)):
        around = module.index.function_around(each)
        if isinstance(around, Node):
            calls.setdefault(around, [])
    places = {(each.lineno, each.col_offset) for each in lifespans(module)} if calls else set()
    for function, candidates in calls.items():
        if not isinstance(function, Node):
            continue
        body = CheckedBody(module, function)
        is_generator = yields(function)
        own = _closed_by_name(function) if is_generator else frozenset()
        likely = [each for each in candidates if body.is_candidate(callees.openings, each)]
        if not own and all(callees.openings.opened_by(body, each) is None for each in likely):
            continue
        in_lifespan = (function.lineno, function.col_offset) in places
        flow = Flow(body, callees, stores_are_names=in_lifespan, follow=own)
        flow.run()
        for resource in flow.resources:
            yield OpenedResource(resource, function, is_generator, in_lifespan, module)


def _closed_by_name(function: Node) -> frozenset[str]:
    """The local names on which a function calls ``close`` or ``aclose``."""
    return frozenset(
        each.value.id
        for each in walk(function)
        if isinstance(each, ast.Attribute)
        and each.attr in ("close", "aclose")
        and isinstance(each.value, ast.Name)
    )


def unprotected_lifespans(module: Module) -> Iterator[UnprotectedLifespan]:
    """The lifespans of a file that open several things one after the other without protection."""
    by_function: dict[ast.AST, list[OpenedResource]] = {}
    for opened in opened_resources(module):
        if opened.in_lifespan and opened.kind not in ("object", "file") and opened.resource.yields:
            by_function.setdefault(opened.function, []).append(opened)
    yield from _of_helpers(module, by_function)
    for found in by_function.values():
        found.sort(key=lambda each: (each.lineno, each.col_offset))
        pairs = (
            UnprotectedLifespan(first, second)
            for first, second in combinations(found, 2)
            if first.resource.is_closed_somewhere and not first.resource.is_handed_on
            if _is_left_by(first.resource, second.resource.node)
        )
        yield from islice(pairs, 1)


def _of_helpers(
    module: Module, by_function: dict[ast.AST, list[OpenedResource]]
) -> Iterator[UnprotectedLifespan]:
    """The lifespans that leave open what a function of the project opens for them, and keeps."""
    callees = resources_of(module).callees
    for lifespan in lifespans(module):
        function = lifespan.function
        if not isinstance(function, Node):
            continue
        kept = kept_openings(module, function, callees)
        if not kept:
            continue
        direct = by_function.get(function, [])
        opened: list[OpenedResource | KeptOpening] = [*kept, *direct]
        opened.sort(key=lambda each: (each.lineno, each.col_offset))
        pairs = (
            UnprotectedLifespan(first, second)
            for first, second in combinations(opened, 2)
            if isinstance(first, KeptOpening)
            or (
                isinstance(second, KeptOpening)
                and first.resource.is_closed_somewhere
                and not first.resource.is_handed_on
                and _is_left_by(first.resource, second.call)
            )
        )
        for each in islice(pairs, 1):
            by_function.pop(function, None)  # one finding for each lifespan
            yield each


def _is_left_by(resource: Resource, failing: ast.AST) -> bool:
    """Whether a resource stays open when an expression of the function raises."""
    line = getattr(failing, "lineno", 0)
    return any(
        each.way == "exception"
        and each.at_yield is None
        and getattr(each.node, "lineno", 0) <= line <= (getattr(each.node, "end_lineno", 0) or 0)
        for each in resource.left_open_at
    )
