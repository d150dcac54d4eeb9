"""What ``app.state`` and ``request.state`` hold: what the project assigns to them, wherever it does."""

from __future__ import annotations

import ast
import re
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import NONE, UNKNOWN, Entries, FunctionObject, Instance, Type, union

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.interpreter import Interpreter
    from flake8_fastapi.model.module import Module

STATE = "starlette.datastructures.State"
ASSIGNED = re.compile(rb"\bstate\.([A-Za-z_]\w*)[ \t]*(?::[^=\n]*)?=(?!=)[ \t]*(.*)")
YIELDED = re.compile(rb"^[ \t]+yield[ \t]+[^\s#]", re.MULTILINE)


def is_state(holder: Type, node: ast.expr) -> bool:
    """Whether an object is a state of Starlette's, or may be one by the name that it has."""
    if isinstance(holder, Instance):
        return holder.cls == STATE
    return holder is UNKNOWN and isinstance(node, ast.Attribute) and node.attr == "state"


class SharedState:
    """Answers what stands under a name in the state of applications and requests.

    Of which application or request is not told apart: a name means the same thing throughout a project.
    """

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter

    def type_of(self, name: str) -> Type:
        """What is assigned under a name; UNKNOWN where that says nothing."""
        return self.interpreter.solver.solve(("state", name), lambda: self._infer(name), UNKNOWN)

    @cached_property
    def _places(self) -> dict[str, list[tuple[str, int, str]]]:
        """For each name the assignments to it: file, line, and the text behind the equals sign."""
        found: dict[str, list[tuple[str, int, str]]] = {}
        for path, content in self.interpreter.project.survey.contents():
            if b"state." not in content:
                continue
            for match in ASSIGNED.finditer(content):
                line = content.count(b"\n", 0, match.start()) + 1
                name, value = (match.group(group).decode("utf-8", "replace") for group in (1, 2))
                found.setdefault(name, []).append((path, line, value))
        return found

    @cached_property
    def _lifespans_that_yield(self) -> list[FunctionDefinition]:
        """Lifespans that yield something: Starlette gives its items to the state of each request."""
        found: dict[FunctionDefinition, None] = {}
        for path, content in self.interpreter.project.survey.contents():
            if b"lifespan" not in content or b"contextmanager" not in content:
                continue
            for match in YIELDED.finditer(content):
                module = self.interpreter.project.module_at(path)
                function = module.function_around(content.count(b"\n", 0, match.end()) + 1)
                if function is None or is_test_file(module.display_path):
                    continue
                of = self.interpreter.function_object(function)
                if isinstance(of, FunctionObject) and of.manager:
                    found[function] = None
        return list(found)

    def _yielded(self, name: str) -> Iterator[Type]:
        for function in self._lifespans_that_yield:
            if name not in self.interpreter.project.bodies.text_of(function):
                continue
            for of in alternatives(self.interpreter.summary_of(function).yields):
                if isinstance(of, Entries):
                    yield from (each for key, each in of.members if key == name)
                elif isinstance(of, Instance) and not isinstance(of.cls, str):  # a ``TypedDict``
                    yield self.interpreter.attributes.find(of, name)

    def _infer(self, name: str) -> Type:
        written: list[Type] = [*self._yielded(name)]
        asked: set[FunctionDefinition] = set()
        for path, line, value in self._places.get(name, ()):
            module = self.interpreter.project.module_at(path)
            if is_test_file(module.display_path):
                continue
            function = module.function_around(line)
            if function is None:
                written.append(self._at_top_level(module, value))
            elif function not in asked:
                asked.add(function)
                written += self._written_in(name, function, None)
        telling = [each for each in written if each != NONE and each is not UNKNOWN]
        return union(telling) if telling else UNKNOWN

    def _at_top_level(self, module: Module, text: str) -> Type:
        try:
            node = ast.parse(text.strip(), mode="eval").body
        except (SyntaxError, ValueError):
            return UNKNOWN  # the value goes on in the next line
        return self.interpreter.module_scope(module).type_of(node)

    def _written_in(
        self, name: str, definition: FunctionDefinition, function: FunctionObject | None
    ) -> list[Type]:
        summary = self.interpreter.summary_of(definition, function)
        written = [of for known, of in summary.state_written if known == name]
        for nested in summary.nested:
            if f"state.{name}" in self.interpreter.project.bodies.text_of(nested.definition):
                written += self._written_in(name, nested.definition, nested)
        return written
