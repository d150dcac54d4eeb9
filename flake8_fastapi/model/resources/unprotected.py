"""The ``yield`` of dependencies and context managers at which an exception leaves something open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.decorators import MANAGERS
from flake8_fastapi.model.dependency_graph.functions import dependency_functions
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.resources.nodes import OpenedResource, opened_resources
from flake8_fastapi.model.survey import is_test_file

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator

    from flake8_fastapi.model.module import Module

HELD_FOR_ALL = frozenset({"pool"})
"""What is opened once and shared: whoever yields it is no dependency of a request."""


@dataclass(frozen=True, slots=True)
class UnprotectedYield(Located):
    """A ``yield`` behind which cleanup is skipped when an exception comes in there.

    ``names`` are what stays open; ``is_never_closed`` tells that nothing of it is closed at all.
    ``closing_methods`` are those that end the use of one of them.
    """

    node: ast.expr
    names: tuple[str, ...]
    is_never_closed: bool
    closing_methods: frozenset[str]


def unprotected_yields(module: Module) -> Iterator[UnprotectedYield]:
    """Those of a file's dependencies, and of its context managers outside of tests."""
    by_function: dict[ast.AST, list[OpenedResource]] = {}
    for opened in opened_resources(module):
        if opened.is_generator and not opened.in_lifespan and opened.kind not in HELD_FOR_ALL:
            if any(each.at_yield is not None for each in opened.resource.left_open_at):
                if not opened.resource.is_handed_on and not opened.resource.returns:
                    by_function.setdefault(opened.function, []).append(opened)
    if not by_function:
        return
    depended_on = {each.node for each in dependency_functions(module)}
    for function, found in by_function.items():
        if function in depended_on or _is_manager(module, found[0]):
            yield from _yields_of(found)


def _is_manager(module: Module, opened: OpenedResource) -> bool:
    """Whether it is a context manager that request code or a lifespan enters."""
    if is_test_file(module.display_path):
        return False
    if not any(module.observation.refers_to(each) in MANAGERS for each in opened.function.decorator_list):
        return False
    definition = opened.definition
    if opened.serves_requests or definition is None:
        return definition is not None
    return module.project.serving.helps_start_up(definition)


def _yields_of(found: list[OpenedResource]) -> Iterator[UnprotectedYield]:
    """One for each ``yield``, connections before the cursors on them."""
    places: dict[ast.expr, list[OpenedResource]] = {}
    for opened in found:
        for way in opened.resource.left_open_at:
            if way.at_yield is not None and opened not in places.setdefault(way.at_yield, []):
                places[way.at_yield].append(opened)
    for node, left_open in places.items():
        names = tuple(dict.fromkeys(each.name for each in left_open))
        never = not any(each.resource.is_closed_somewhere for each in left_open)
        methods = frozenset[str]().union(*(each.resource.closing_methods for each in left_open))
        yield UnprotectedYield(node, names, never, methods)
