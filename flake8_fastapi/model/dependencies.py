"""What FastAPI runs as a dependency, seen from everything in the project that depends on it."""

from __future__ import annotations

import ast
import re
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.model.types import FunctionObject, Instance

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project

DEPENDS = re.compile(r"\b(?:Depends|Security)\(\s*")
LONGEST_PROVIDER = 300
"""Characters; a longer argument of ``Depends`` is no reference to a function."""


class Dependencies:
    """Answers which functions of a project are depended on, from the text of all files."""

    def __init__(self, project: Project) -> None:
        self.project = project

    @cached_property
    def functions(self) -> frozenset[FunctionDefinition]:
        """The functions and ``__call__`` methods that some ``Depends`` or ``Security`` names."""
        found: set[FunctionDefinition] = set()
        for path, content in self.project.survey.contents():
            if b"Depends(" not in content and b"Security(" not in content:
                continue
            module = self.project.module_at(path)
            for expression in _providers(content.decode("utf-8", "replace")):
                definition = self._definition(module, expression)
                if definition is not None:
                    found.add(definition)
        return frozenset(found)

    def _definition(self, module: Module, expression: ast.expr) -> FunctionDefinition | None:
        interpreter = self.project.interpreter
        of = interpreter.module_scope(module).type_of(expression)
        if isinstance(of, Instance) and not isinstance(of.cls, str):
            return interpreter.hierarchy.method(of.cls, "__call__")
        return of.definition if isinstance(of, FunctionObject) else None


def _providers(text: str) -> list[ast.expr]:
    """The first arguments of all ``Depends(…)`` and ``Security(…)`` in a text, that parse alone."""
    found = {}
    for match in DEPENDS.finditer(text):
        argument = _first_argument(text, match.end())
        if argument and argument not in found:
            try:
                found[argument] = ast.parse(argument, mode="eval").body
            except (SyntaxError, ValueError):
                continue
    return list(found.values())


def _first_argument(text: str, start: int) -> str:
    depth = 0
    for position in range(start, min(start + LONGEST_PROVIDER, len(text))):
        character = text[position]
        if character in "([{":
            depth += 1
        elif character in ")]}" or (character == "," and depth == 0):
            if depth == 0:
                return text[start:position].strip()
            depth -= 1
    return ""
