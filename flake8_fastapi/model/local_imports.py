"""Imports that stand inside of functions, found in the text of a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flake8_fastapi.model.definitions import ImportBinding

if TYPE_CHECKING:
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.types import Type

FROM_IMPORT = re.compile(
    r"^[ \t]+from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]*(?:\(([^)]*)\)|([^\n#(]+))", re.MULTILINE
)
COMMENT = re.compile(r"#[^\n]*")


class LocalImports:
    """What the functions of each file import: ``from package import name as other``, but not by star."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._known: dict[str, dict[str, ImportBinding]] = {}

    def of(self, module: Module) -> dict[str, ImportBinding]:
        """The names that functions of a file import from modules, with what they import."""
        known = self._known.get(module.path)
        if known is None:
            known = self._known[module.path] = _bindings(self.project.bodies.lines_of(module))
        return known

    def type_of(self, module: Module, name: str) -> Type | None:
        """What a name is that a function of the file imports; None for other names."""
        binding = self.of(module).get(name)
        return self.project.interpreter.names.imported(module, binding) if binding is not None else None


def _bindings(lines: list[str]) -> dict[str, ImportBinding]:
    found: dict[str, ImportBinding] = {}
    for dots, source, enclosed, plain in FROM_IMPORT.findall("\n".join(lines)):
        for part in COMMENT.sub("", enclosed or plain).split(","):
            name, _, other = part.strip().partition(" as ")
            if name.isidentifier():
                found[other.strip() or name] = ImportBinding(source, name, len(dots))
    return found
