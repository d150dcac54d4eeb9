"""Which functions of a file serve requests, and which findings stand in another one that does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.model.roles import Roles

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.effects import Effect
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project

SERVING = frozenset({"Route", "DependencyFunction", "MiddlewareFunction"})


def serving_places(module: Module) -> set[tuple[int, int]]:
    """Where the functions that serve requests are defined; by line and column."""
    places = set()
    for node in module.framework_nodes(SERVING):
        function = getattr(node, "function", None) or getattr(node, "node", None)
        if getattr(node, "only_overrides", False) or getattr(node, "is_guessed", False):
            continue
        if function is not None:
            places.add((function.lineno, function.col_offset))
    registered = module.project.routing.registered_by_call
    return places | {(each.line, each.column) for each in registered if each.module is module}


def leads_to_another(project: Project, effect: Effect, asking: FunctionDefinition) -> bool:
    """Whether another function of the chain serves requests itself, so that it is reported there."""
    for step in effect.chain:
        around = project.module_of_display_path(step.path)
        function = around.function_around(step.line) if around is not None else None
        if function is None or _is_inside(asking, function):
            continue
        is_path_operation = Roles(function.module).is_path_operation(function)
        if is_path_operation or project.dependencies.is_depended_on(function):
            return True
    return False


def _is_inside(inner: FunctionDefinition, outer: FunctionDefinition) -> bool:
    """Whether a function is the other one, or nested in it."""
    return inner.module is outer.module and outer.first_line <= inner.line <= outer.end_line
