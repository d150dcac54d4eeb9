"""What is assigned to attributes of classes, objects and applications outside of their own methods.

``Database.client = MongoClient()`` in a start-up handler, ``store.client = ...`` for an object of the
module, ``app.database = ...``: the class itself says ``client = None``, or nothing.
"""

from __future__ import annotations

import ast
import re
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.types import (
    NONE,
    UNKNOWN,
    ClassObject,
    Instance,
    Type,
    is_informative,
    union,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
    from flake8_fastapi.model.interpreter import Interpreter
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.types import FunctionObject

APPLICATION = "starlette.applications.Starlette"
"""The class whose objects projects keep things on that its own class knows nothing of."""

ASSIGNED = re.compile(rb"\.(\w+)[ \t]*(?::[^=\n]*)?=(?!=)")
OWN = re.compile(rb"(?<!\w)self\Z")
"""What stands in front of the dot of an own attribute; ``myself.x = ...`` is none."""

MOST_WRITERS = 8
"""Functions that assign an attribute of a name and are looked at for it."""


class AssignedAttributes:
    """Answers what the project assigns to an attribute of a class, or of its objects, from outside."""

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter

    def owner_of(self, holder: Type) -> str | None:
        """The full name of the class of an object that attributes are kept on; None for other objects."""
        if isinstance(holder, ClassObject):
            return holder.definition.full_name
        if not isinstance(holder, Instance):
            return None
        if not isinstance(holder.cls, str):
            return holder.cls.full_name
        is_application = self.interpreter.hierarchy.is_subclass(holder.cls, APPLICATION)
        return APPLICATION if is_application else None

    def of_class(self, classes: Iterable[ClassDefinition], name: str) -> Type:
        """What these classes, or objects of them, hold under a name; UNKNOWN where nothing tells."""
        found = [self._of(each.full_name, name) for each in classes]
        telling = [each for each in found if each is not UNKNOWN]
        return union(telling) if telling else UNKNOWN

    def of_application(self, cls: str, name: str) -> Type:
        """What an application holds under a name that its own class knows nothing of."""
        if not self.interpreter.hierarchy.is_subclass(cls, APPLICATION):
            return UNKNOWN
        if any(facts.mentions(name) for facts in self.interpreter.knowledge.lineage(cls)):
            return UNKNOWN
        return self._of(APPLICATION, name)

    def _of(self, owner: str, name: str) -> Type:
        path = f"{owner}.{name}"
        return self.interpreter.solver.solve(("assigned", path), lambda: self._infer(path, name), UNKNOWN)

    def _infer(self, path: str, name: str) -> Type:
        written: list[Type] = []
        asked: set[FunctionDefinition] = set()
        for module, line, text in self._places(name):
            function = module.function_around(line)
            if function is None:
                written += self._at_top_level(module, text, path)
            elif function not in asked and len(asked) < MOST_WRITERS:
                asked.add(function)
                written += self._written_in(path, name, function, None)
        telling = [each for each in written if each != NONE and is_informative(each)]
        return union(telling) if telling else UNKNOWN

    def _places(self, name: str) -> Iterator[tuple[Module, int, str]]:
        """Where something is assigned to an attribute of this name: file, line and its text.

        What methods assign to ``self`` is left out: whoever asks has looked at them.
        """
        survey = self.interpreter.project.survey
        assigned = re.compile(rb"(?<!\bself)\.%s[ \t]*(?::[^=\n]*)?=(?!=)" % name.encode())
        for path, content in survey.contents(self._paths_assigning.get(name.encode(), ())):
            for match in assigned.finditer(content):
                module = self.interpreter.project.module_at(path)
                if is_test_file(module.display_path):
                    break
                before = content.rfind(b"\n", 0, match.start()) + 1
                text = content[before:].partition(b"\n")[0]
                yield module, content.count(b"\n", 0, before) + 1, text.decode("utf-8", "replace")

    @cached_property
    def _paths_assigning(self) -> dict[bytes, list[str]]:
        """For the names of attributes, the files that assign one to something that is not called ``self``.

        One pass over all texts: it is asked of nearly every attribute that no class declares.
        """
        found: dict[bytes, list[str]] = {}
        for path, content in self.interpreter.project.survey.contents():
            names = {
                match.group(1)
                for match in ASSIGNED.finditer(content)
                if OWN.search(content, max(match.start() - 5, 0), match.start()) is None
            }
            for name in names:
                found.setdefault(name, []).append(path)
        return found

    def _at_top_level(self, module: Module, text: str, path: str) -> Iterator[Type]:
        try:
            statement = ast.parse(text.strip()).body[0]
        except (SyntaxError, ValueError, IndexError):
            return  # the value goes on in the next line
        target = statement.targets[0] if isinstance(statement, ast.Assign) else None
        if isinstance(statement, ast.Assign) and isinstance(target, ast.Attribute):
            scope = self.interpreter.module_scope(module)
            if f"{self.owner_of(scope.type_of(target.value))}.{target.attr}" == path:
                yield scope.type_of(statement.value)

    def _written_in(
        self, path: str, name: str, definition: FunctionDefinition, function: FunctionObject | None
    ) -> list[Type]:
        summary = self.interpreter.summary_of(definition, function)
        written = [of for known, of in summary.objects_written if known == path]
        for nested in summary.nested:
            if f".{name}" in self.interpreter.project.bodies.text_of(nested.definition):
                written += self._written_in(path, name, nested.definition, nested)
        return written
