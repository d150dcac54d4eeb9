"""What the project's own functions do with resources: hand them out, close, keep or only use them."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from flake8_fastapi.model.bodies import yields
from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
from flake8_fastapi.model.resources.bodies import ForeignBody
from flake8_fastapi.model.resources.openings import Openings
from flake8_fastapi.model.resources.paths import Status
from flake8_fastapi.model.tree_walk import walk

if TYPE_CHECKING:
    from flake8_fastapi.knowledge.resources import ResourceFacts
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.types import ClassObject, FunctionObject

CLOSES = re.compile(
    r"\bdef (?:close|aclose|__exit__|__aexit__|__del__|shutdown|stop|dispose|disconnect|release)\b"
    r"|\.(?:close|aclose)\("
)
UNCERTAIN = frozenset({Status.KEPT})


class Callees:
    """Answers, memoised for a project, what calling a function of the project does to resources."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.openings = Openings(self)
        self._handed_out: dict[FunctionDefinition, ResourceFacts | None] = {}
        self._fates: dict[tuple[FunctionDefinition, str], frozenset[Status]] = {}

    def handed_out(self, function: FunctionObject) -> ResourceFacts | None:
        """What a function opens and returns to its caller, who has to close it; None for nothing."""
        definition = function.definition
        if function.cached or function.manager or function.facade is not None:
            return None
        if definition not in self._handed_out:
            self._handed_out[definition] = None  # a function that calls itself hands out nothing new
            self._handed_out[definition] = self._find_handed_out(definition)
        return self._handed_out[definition]

    def _find_handed_out(self, definition: FunctionDefinition) -> ResourceFacts | None:
        from flake8_fastapi.model.resources.flow import Flow

        node = definition.node()
        if definition.name == "<lambda>" and isinstance(node, ast.Lambda):
            return None
        if "return" not in self.project.bodies.text_of(definition) or yields(node):
            return None
        body = ForeignBody(definition)
        calls = [each for each in walk(node) if isinstance(each, ast.Call)]
        if not any(body.is_candidate(self.openings, each) for each in calls):
            return None
        flow = Flow(body, self)
        flow.run()
        for resource in flow.resources:
            if resource.facts is None or resource.is_handed_on:
                continue
            if any(not closed for _, closed in resource.returns):
                return resource.facts
        return None

    def fates(self, function: FunctionObject, place: int | str) -> frozenset[Status]:
        """What may become of a resource that is passed to a function at a position or by keyword."""
        definition = function.definition
        name = self._parameter(function, place)
        if name is None:
            return UNCERTAIN
        key = (definition, name)
        if key not in self._fates:
            self._fates[key] = frozenset()  # a function that calls itself adds nothing
            self._fates[key] = self._find_fates(definition, name)
        return self._fates[key]

    def _find_fates(self, definition: FunctionDefinition, name: str) -> frozenset[Status]:
        from flake8_fastapi.model.resources.flow import Flow

        flow = Flow(ForeignBody(definition), self)
        flow.run(name)
        fates = set(flow.resources[0].fates)
        if Status.MANAGED in fates or Status.RETURNED_CLOSED in fates:
            fates.add(Status.CLOSED)
        if flow.yields:
            fates.add(Status.RETURNED)  # a generator uses it when it is iterated
        return frozenset(fates)

    def _parameter(self, function: FunctionObject, place: int | str) -> str | None:
        """The parameter that an argument is for; None where that is not plain."""
        definition = function.definition
        arguments = definition.node().args
        if isinstance(place, str):
            known = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
            return place if any(each.arg == place for each in known) else None
        names = [each.arg for each in (*arguments.posonlyargs, *arguments.args)]
        if definition.owner is not None:
            kind = self.project.interpreter.kind_of_method(definition)
            if kind == "class" or (kind == "instance" and function.receiver is not None):
                names = names[1:]
        return names[place] if place < len(names) else None

    def object_borrows(self, cls: ClassObject, place: int | str) -> bool:
        """Whether an object that a class makes uses what its constructor gets, and never closes it."""
        lineage = self.project.interpreter.hierarchy.lineage(cls.definition)
        if not all(isinstance(each, ClassDefinition) and not self.may_close(each) for each in lineage):
            return False
        return any(
            isinstance(each, ClassDefinition) and "__init__" in each.methods for each in lineage
        ) or bool(cls.definition.decorators)

    def may_close(self, cls: ClassDefinition) -> bool:
        """Whether the text of a class says that it closes something, or that it can be closed."""
        lines = self.project.bodies.lines_of(cls.module)
        return CLOSES.search("\n".join(lines[cls.line - 1 : cls.end_line])) is not None
