"""Dependencies that return what they opened."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.dependency_graph.functions import DependencyFunction, dependency_functions
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.resources.nodes import opened_resources
from flake8_fastapi.model.types import FunctionObject

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project

KINDS = frozenset({"session", "connection", "cursor", "client"})


@dataclass(frozen=True, slots=True)
class ReturnedResource(Located):
    """A ``return`` of a dependency that hands over what it opened.

    ``is_closed`` tells that ``with`` or ``finally`` closes it on the way.
    """

    node: ast.Return
    function: str
    name: str
    is_closed: bool


def returned_resources(module: Module) -> Iterator[ReturnedResource]:
    """Those of the dependencies of a file."""
    found = [
        each
        for each in opened_resources(module)
        if each.resource.returns
        and each.kind in KINDS
        and not each.is_borrowed
        and not each.is_generator
        and not each.resource.is_handed_on
    ]
    if not found:
        return
    depended_on = {each.node: each for each in dependency_functions(module)}
    seen: set[ast.Return] = set()
    for opened in found:
        dependency = depended_on.get(opened.function)
        if dependency is None or dependency.only_overrides or _is_cached(module, dependency):
            continue
        for node, is_closed in opened.resource.returns:
            if node not in seen and (is_closed or not _users_close(module, dependency)):
                seen.add(node)
                yield ReturnedResource(node, dependency.name, opened.name, is_closed)


def _is_cached(module: Module, dependency: DependencyFunction) -> bool:
    of = module.project.interpreter.function_object(dependency.definition)
    return not isinstance(of, FunctionObject) or of.cached


CLOSES = re.compile(
    r"\b(?:close|aclose)\b|^\s*(?:async\s+)?with\s+\w+(?:\.\w+)*(?:\s+as\s+\w+)?\s*:", re.MULTILINE
)
ALIAS = re.compile(r"^\s*(\w+)\s*(?::[^=]+)?=")


def _users_close(module: Module, dependency: DependencyFunction) -> bool:
    """Whether a function that depends on it seems to close what it gets.

    Users are many and their parameters have any name: one that closes or enters something plain
    speaks for all, since such a dependency means them to.
    """
    bodies = module.project.bodies
    return any(
        CLOSES.search(bodies.text_of(user)) is not None
        for use in dependency.uses
        for user in _functions_using(module.project, use.path, use.line)
    )


def _functions_using(project: Project, path: str, line: int) -> Iterator[FunctionDefinition]:
    """The function that a ``Depends`` stands in, or those that use the alias that it makes."""
    module = project.module_at(path)
    around = module.function_around(line)
    if around is not None:
        yield around
        return
    lines = project.bodies.lines_of(module)
    alias = ALIAS.match(lines[line - 1]) if line <= len(lines) else None
    if alias is not None:
        for other, number, _ in project.survey.mentions(alias.group(1)):
            user = project.module_at(other).function_around(number)
            if user is not None:
                yield user
