"""The queries of a file that are sent for each row of an earlier one, while a request is answered."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.model.located import AtEffect
from flake8_fastapi.model.repeated_queries.candidates import Candidates
from flake8_fastapi.model.repeated_queries.evaluation import QueryInterpreter
from flake8_fastapi.model.repeated_queries.loops import REPEATED
from flake8_fastapi.model.request_path.serving import leads_to_another, serving_places
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.types import FunctionObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.effects import Effect
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project

LONGEST_CHAIN = 3
"""Steps from the function that serves to the query; what is farther away is reported nowhere."""


@dataclass(frozen=True, slots=True)
class RepeatedQuery(AtEffect):
    """A call, in a function that serves requests, that sends a query for each row of an earlier one.

    The chain of ``effect`` is empty when the call itself sends it.
    """

    effect: Effect
    function: FunctionDefinition


class Queries:
    """The queries that a project sends while it answers requests."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.candidates = Candidates(project)

    @cached_property
    def interpreter(self) -> QueryInterpreter:
        """Evaluates functions for the queries that they send."""
        return QueryInterpreter(self.project, self.candidates)


def repeated_queries(module: Module) -> Iterator[RepeatedQuery]:
    """What path operations, dependencies, middleware and background tasks of a file repeat for each row."""
    if is_test_file(module.display_path):
        return
    places = serving_places(module) | _places_of_tasks(module)
    if not places:
        return
    queries = module.project.queries
    for outer in module.skeleton.functions:
        if any(outer.first_line <= line <= outer.end_line for line, _ in places):
            if queries.candidates.may_repeat(outer):
                yield from _repeated_in(queries, FunctionObject(outer), places)


def _places_of_tasks(module: Module) -> set[tuple[int, int]]:
    """Where the functions of the file are defined that it hands to background tasks."""
    places = set()
    for node in module.framework_nodes(frozenset({"AddedTask"})):
        function = getattr(node, "function", None)
        of = module.observation.type_of(function) if isinstance(function, ast.expr) else None
        if isinstance(of, FunctionObject) and of.definition.module is module:
            places.add((of.definition.line, of.definition.column))
    return places


def _repeated_in(
    queries: Queries, function: FunctionObject, places: set[tuple[int, int]]
) -> Iterator[RepeatedQuery]:
    """What a function repeats where it serves requests, and what those nested in it do."""
    definition = function.definition
    summary = queries.interpreter.summary_of(definition, function)
    if (definition.line, definition.column) in places:
        for effect in summary.effects:
            is_near = effect.category == REPEATED and len(effect.chain) <= LONGEST_CHAIN
            if is_near and not leads_to_another(queries.project, effect, definition):
                yield RepeatedQuery(effect, definition)
    for nested in summary.nested:
        yield from _repeated_in(queries, nested, places)
