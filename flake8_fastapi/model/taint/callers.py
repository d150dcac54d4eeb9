"""The calls in a project that reach a function, found by its name and confirmed by types."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flake8_fastapi.model.survey import COMMON_METHODS
from flake8_fastapi.model.taint.flows import CLEAN, Text
from flake8_fastapi.model.types import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.taint.analysis import Analysis
    from flake8_fastapi.model.taint.body import Body
    from flake8_fastapi.model.taint.flows import Called, Flow

PROTOCOL = "Protocol"
"""What an object fits may be declared by methods alone, so files need not name its class."""

FEW_FILES = 8
"""Files that are looked at without a question whether they can have an object of the method's class."""

MOST_CALLERS = 60
"""Functions that mention a name; what more of them do is not looked at."""


class Callers:
    """Answers who calls a function with what."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.callees = analysis.callees
        self.project = analysis.project
        self._mentioning: dict[tuple[str, ClassDefinition | None], list[FunctionDefinition]] = {}
        self._definitions: dict[str, int] = {}
        self._telling: dict[tuple[Module, int, int], dict[FunctionDefinition, frozenset[str]]] = {}
        """For each function that was asked for, who calls it, and what parameters get more than a literal."""

    def of(self, definition: FunctionDefinition, parameter: str) -> list[tuple[Called, dict[str, Flow]]]:
        """The calls of a function that give a parameter something, each with the flows of its parameters.

        Calls that give it a literal are left out. The order is fixed.
        """
        place = (definition.module, definition.line, definition.column)
        telling = self._telling.get(place)
        if telling is None:
            self._telling[place] = telling = {}
            for caller, calls in self._calls_by_caller(definition, self._possible_callers(definition)):
                given = [each for _, bound in calls for each in bound.items()]
                telling[caller] = frozenset(name for name, flow in given if _tells(flow))
        callers = [caller for caller, names in telling.items() if parameter in names]
        return [
            (called, bound)
            for _, calls in self._calls_by_caller(definition, callers)
            for called, bound in calls
            if parameter in bound and _tells(bound[parameter])
        ]

    def _possible_callers(self, definition: FunctionDefinition) -> list[FunctionDefinition]:
        """The outermost functions that may call a function, by their text."""
        if definition.parent is not None:
            return [definition.parent]  # only the function around it can name it
        name = _name_called(definition)
        is_operator = name == definition.name and name.startswith("__")
        return [] if is_operator else self._functions_mentioning(definition, name)

    def _calls_by_caller(
        self, definition: FunctionDefinition, callers: list[FunctionDefinition]
    ) -> Iterator[tuple[FunctionDefinition, list[tuple[Called, dict[str, Flow]]]]]:
        name = _name_called(definition)
        for caller in callers:
            body = self.analysis.body_of(caller)
            calls: list[tuple[Called, dict[str, Flow]]] = []
            for each in body.all_bodies if body is not None else ():
                calls += self._calls_in(each, definition, name)
            yield caller, calls

    def _calls_in(
        self, body: Body, definition: FunctionDefinition, name: str
    ) -> list[tuple[Called, dict[str, Flow]]]:
        found = []
        place = (definition.module, definition.line, definition.column)
        for called in body.calls.values():
            reached = self.callees.reached(called)
            for each in reached:
                known = each.definition
                if (known.module, known.line, known.column) == place:
                    found.append((called, each.bind(called)))
            if not reached and called.name == name and self._is_the_only_one(definition, called):
                found.append((called, _guess(definition, called)))
        return found

    def _is_the_only_one(self, definition: FunctionDefinition, called: Called) -> bool:
        """Whether a call on an object of unknown type can mean nothing else in this project."""
        name = definition.name
        if definition.owner is None or name in COMMON_METHODS or "_" not in name.strip("_"):
            return False
        if self.callees.type_of(called) is not UNKNOWN:
            return False
        if name not in self._definitions:
            pattern = re.compile(rf"\bdef\s+{re.escape(name)}\b")
            self._definitions[name] = sum(
                1 for _, _, line in self.project.survey.mentions(name) if pattern.search(line)
            )
        return self._definitions[name] == 1

    def _functions_mentioning(self, definition: FunctionDefinition, name: str) -> list[FunctionDefinition]:
        """The outermost functions whose text has the name and may mean this function, outside tests."""
        owner = definition.owner if name == definition.name else None
        if (name, owner) not in self._mentioning:
            found: dict[FunctionDefinition, None] = {}
            within = self._files_with_objects(owner, name) if owner is not None else None
            for module, line, text in self.project.survey.uses(name, within):
                if text.lstrip().startswith(("from ", "import ", "class ")) or f"def {name}" in text:
                    continue
                function = module.function_around(line)
                if function is not None:
                    found[function] = None
                if len(found) >= MOST_CALLERS:
                    break
            self._mentioning[name, owner] = list(found)
        return self._mentioning[name, owner]

    def _files_with_objects(self, owner: ClassDefinition, name: str) -> frozenset[str] | None:
        """The files in which a method's name may mean it, where many have that name; None for all."""
        survey = self.project.survey
        if len(list(survey.paths_with_word(name))) <= FEW_FILES:
            return None
        lineage = self.project.interpreter.hierarchy.lineage(owner)
        classes = {each.name for each in lineage if not isinstance(each, str)}
        classes |= survey.subclass_names(owner.name)
        classes |= {each.name for each in survey.classes_naming(PROTOCOL) if name in each.methods}
        return survey.paths_with_objects(sorted(classes))


def _name_called(definition: FunctionDefinition) -> str:
    """The name by which others call a function."""
    if definition.name == "__init__" and definition.owner is not None:
        return definition.owner.name
    return definition.name


def _tells(flow: Flow) -> bool:
    """Whether a value may come from anywhere else."""
    return flow is not CLEAN and not isinstance(flow, Text)


def _guess(definition: FunctionDefinition, called: Called) -> dict[str, Flow]:
    from flake8_fastapi.model.taint.callee import Reached

    reached = Reached(definition, called.receiver, called.positional, called.keywords, called.rest)
    return reached.bind(called)
