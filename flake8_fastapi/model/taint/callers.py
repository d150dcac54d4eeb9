"""The calls in a project that reach a function, found by its name and confirmed by types."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flake8_fastapi.model.survey import COMMON_METHODS, is_test_file
from flake8_fastapi.model.types import UNKNOWN

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
    from flake8_fastapi.model.taint.analysis import Analysis
    from flake8_fastapi.model.taint.body import Body
    from flake8_fastapi.model.taint.callee import Callees
    from flake8_fastapi.model.taint.flows import Called, Flow

PROTOCOL = "Protocol"
"""What an object fits may be declared by methods alone, so files need not name its class."""

FEW_FILES = 8
"""Files that are looked at without a question whether they can have an object of the method's class."""

MOST_CALLERS = 60
"""Functions that mention a name; what more of them do is not looked at."""


class Callers:
    """Answers who calls a function with what."""

    def __init__(self, analysis: Analysis, callees: Callees) -> None:
        self.analysis = analysis
        self.callees = callees
        self.project = analysis.project
        self._mentioning: dict[tuple[str, ClassDefinition | None], list[FunctionDefinition]] = {}
        self._definitions: dict[str, int] = {}

    def of(self, definition: FunctionDefinition) -> list[tuple[Called, dict[str, Flow]]]:
        """The calls of a function, each with the flows of its parameters; in a fixed order."""
        name = definition.name
        if name == "__init__" and definition.owner is not None:
            name = definition.owner.name
        elif name.startswith("__") or definition.parent is not None:
            return self._in_body(definition, definition.name)
        found = []
        for caller in self._functions_mentioning(definition, name):
            body = self.analysis.body_of(caller)
            for each in body.all_bodies if body is not None else ():
                found += self._calls_in(each, definition, name)
        return found

    def _in_body(self, definition: FunctionDefinition, name: str) -> list[tuple[Called, dict[str, Flow]]]:
        """The calls of a nested function: only the function around it can name it."""
        if definition.parent is None:
            return []
        outer = self.analysis.body_of(definition.parent)
        found = []
        for each in outer.all_bodies if outer is not None else ():
            found += self._calls_in(each, definition, name)
        return found

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
            for path, line, text in self.project.survey.mentions(name, within):
                if text.lstrip().startswith(("from ", "import ", "class ")) or f"def {name}" in text:
                    continue
                module = self.project.module_at(path)
                if is_test_file(module.display_path):
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
        classes |= survey.subclass_names(owner.name) | (survey.subclass_names(PROTOCOL) - {PROTOCOL})
        return survey.paths_with_objects(sorted(classes))


def _guess(definition: FunctionDefinition, called: Called) -> dict[str, Flow]:
    from flake8_fastapi.model.taint.callee import Reached

    reached = Reached(definition, called.receiver, called.positional, called.keywords, called.rest)
    return reached.bind(called)
