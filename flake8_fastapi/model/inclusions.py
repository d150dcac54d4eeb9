"""Who includes and mounts whom, and who is handed in as a parameter, over all files of a project."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from flake8_fastapi.model.routing.facts import FileRouting
from flake8_fastapi.model.routing.given import given_for
from flake8_fastapi.model.source import parse
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.tree_index import TreeIndex

if TYPE_CHECKING:
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.routing.objects import RoutingObject


class Inclusions:
    """The apps and routers that include a router, from the files that have an ``include_router``."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._parents: dict[RoutingObject, list[RoutingObject | None]] = {}
        for module, _ in project.survey.files(lambda content: b"include_router(" in content):
            for each in routing_of(module).inclusions:
                if each.kind == "include" and each.child is not None:
                    self._parents.setdefault(each.child, []).append(each.parent)

    @staticmethod
    def of(project: Project) -> Inclusions:
        """Those of a project, found when first asked for."""
        bottom = Inclusions.__new__(Inclusions)
        bottom._parents = {}
        solver = project.interpreter.solver
        return solver.solve(("inclusions",), lambda: Inclusions(project), bottom)

    def parents_of(self, child: RoutingObject) -> list[RoutingObject | None]:
        """What includes a router directly; None among them for an unknown one."""
        return self._parents.get(child, [])

    def ways_up(self, child: RoutingObject) -> list[list[RoutingObject]]:
        """The chains of routers from a router to an app that has it, without the router itself.

        Each ends with the app; chains that end at something unknown are left out.
        """
        found: list[list[RoutingObject]] = []
        waiting: list[list[RoutingObject]] = [[child]]
        while waiting:
            way = waiting.pop()
            for parent in self.parents_of(way[-1]):
                if parent is None or parent in way:
                    continue
                longer = [*way, parent]
                if parent.is_application:
                    found.append(longer[1:])
                else:
                    waiting.append(longer)
        return found


def routing_of(module: Module) -> FileRouting:
    """The routing of any file; that of the file being checked is made once."""
    if module.given_text is not None:
        return module.routing
    text = "\n".join(module.project.bodies.lines_of(module))
    index = TreeIndex(parse(text) or ast.Module([], []))
    return FileRouting(module, index, module.project.routing.resolver, hold=False)


def handed_in(project: Project, parameter: RoutingObject) -> tuple[RoutingObject, ...]:
    """The apps or routers that the project's calls of a function hand to one of its parameters.

    Empty where a call cannot be understood, or where none is seen.
    """
    key = ("handed in", parameter)
    return project.interpreter.solver.solve(key, lambda: _find_handed_in(project, parameter), ())


def _find_handed_in(project: Project, parameter: RoutingObject) -> tuple[RoutingObject, ...]:
    function = parameter.scope.function
    if function is None or not parameter.parameter:
        return ()
    call_of = re.compile(rf"\b{re.escape(function.name)}\s*\(")
    found: list[RoutingObject] = []
    uses = project.survey.uses(function.name)
    for module in dict.fromkeys(module for module, _, line in uses if call_of.search(line)):
        routing = routing_of(module)
        for call in routing.index.of_kind(ast.Call):
            last = last_name(call.func)
            if last != function.name:
                continue
            given = given_for(call, function, parameter.parameter)
            owner = project.routing.resolver.object_of(given, routing.scope_of(call))
            if owner is None or owner.call is None:
                return ()
            found.append(owner)
    return tuple(dict.fromkeys(found))
