"""Lines of the project that have the name of a function, and what the name means there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flake8_fastapi.model.definitions import ImportBinding
from flake8_fastapi.model.local_imports import LocalImports
from flake8_fastapi.model.own_loops import TEXT
from flake8_fastapi.model.start_up_signs import is_import
from flake8_fastapi.model.types import UNKNOWN, ClassObject, External, FunctionObject, ModuleObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.types import Type

NESTED = re.compile(r"^([ \t]+)(?:async[ \t]+)?def[ \t]+(\w+)", re.MULTILINE)
"""A function in another one, or a method: its indentation and name."""


class NamingLines:
    """Reads such lines by their text, with the names that their file binds."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._local_imports = LocalImports(project)

    def of(self, function: FunctionDefinition) -> Iterator[tuple[Module, int, str, str]]:
        """The lines that name a function, by its name or by another one for it.

        Each with its file, its number (from 1), its text (literals in it emptied), and the name it has.
        """
        for path, line, text in self.project.survey.mentions(function.name):
            code = TEXT.sub('""', text)
            if not re.search(rf"\b{re.escape(function.name)}\b", code):
                continue
            module = self.project.module_at(path)
            if code.lstrip().startswith(".") and not self._is_awaited(module, line):
                continue
            yield module, line, code, function.name
            renamed = re.search(rf"\b{re.escape(function.name)}\s+as\s+(\w+)", code)
            if renamed is None or not is_import(text):
                continue
            of = self.type_of(module, renamed.group(1))
            if isinstance(of, (External, ModuleObject)):
                continue  # another package's, or a file of that name
            if isinstance(of, FunctionObject) and of.definition is not function:
                continue
            word = re.compile(rf"\b{renamed.group(1)}\b")
            for number, each in enumerate(self.project.bodies.lines_of(module), 1):
                if number != line and word.search(each.partition("#")[0]):
                    yield module, number, each, renamed.group(1)

    def _is_awaited(self, module: Module, line: int) -> bool:
        """Whether a statement that goes on in a line with ``.name`` awaits something."""
        lines = self.project.bodies.lines_of(module)
        indentation = _indentation(lines[line - 1])
        for text in reversed(lines[: line - 1]):
            if "await" in text:
                return True
            if text.strip() and _indentation(text) < indentation:
                return False
        return False

    @staticmethod
    def is_of_a_library(module: Module, text: str, name: str) -> bool:
        """Whether a line mentions the name only as an attribute of imported libraries (``asyncio.run``)."""
        owners = re.findall(rf"(?:\b(\w+)\.)?\b{re.escape(name)}\b", text.partition("#")[0])
        for owner in owners:
            bindings = module.lookup(owner) if owner else []
            if not bindings or not all(
                isinstance(each, ImportBinding) and module.project.names_library(module, each)
                for each in bindings
            ):
                return False
        return True

    def means_another(self, function: FunctionDefinition, module: Module, text: str) -> bool:
        """Whether a line has the name only as that of another function, a setting or a keyword."""
        name = re.escape(function.name)
        if function.parent is not None:
            # What stands in a function is no attribute: ``poller.run()`` is another ``run``.
            return module is not function.module or not re.search(rf"(?<![\w.]){name}\b", text)
        of_what = r"(?:\b(\w+)|\b(\w+)\([^()]*\)|[)\]}]|^)\s*(\.)\s*"
        found = re.compile(rf"(\bdef\s+|\bclass\s+)?(?:{of_what})?\b{name}\b\s*(=(?!=))?")
        for defines, owner, maker, dot, is_set in found.findall(text.partition("#")[0]):
            if defines or is_set:
                continue
            if dot or function.owner is not None:
                if function.owner is not None and dot:
                    if maker and self._makes_another(function.owner, module, maker):
                        continue
                    return False
                of = self.type_of(module, owner) if owner else None
                if of is None and owner and self._imports_locally(module, owner):
                    return False
                if isinstance(of, ModuleObject):
                    of = self.project.interpreter.names.member(of.module, function.name)
                    if not isinstance(of, FunctionObject) or of.definition is function:
                        return False
            else:
                of = self.type_of(module, function.name)
                if of is None and self._imports_locally(module, function.name):
                    return False
                if of is None and function.parent is not None and module is function.module:
                    return False  # it stands in another function, as this line does
                if of is UNKNOWN or (isinstance(of, FunctionObject) and of.definition is function):
                    return False
        return True

    def _makes_another(self, owner: ClassDefinition, module: Module, name: str) -> bool:
        """Whether a call of a name makes an object of a class that has nothing to do with another class."""
        of = self.type_of(module, name)
        if not isinstance(of, ClassObject):
            return False
        lineage = self.project.interpreter.hierarchy.lineage
        return owner not in lineage(of.definition) and of.definition not in lineage(owner)

    def type_of(self, module: Module, name: str) -> Type | None:
        """What a name is that a file binds at its top level, or else one that a function in it imports."""
        of = self.project.interpreter.names.type_of(module, name)
        return of if of is not None else self._local_imports.type_of(module, name)

    def _imports_locally(self, module: Module, name: str) -> bool:
        """Whether a file may import a name inside of a function."""
        word = re.compile(rf"\bimport\b.*\b{re.escape(name)}\b|^\s*{re.escape(name)}\s*,?\s*$")
        return any(name in line and word.search(line) for line in self.project.bodies.lines_of(module))

    def innermost_function(self, module: Module, line: int) -> str | None:
        """The name of the innermost function around a line that does not stand at the file's top level.

        None for none.
        """
        lines = self.project.bodies.lines_of(module)
        indentation = _indentation(lines[line - 1])
        for text in reversed(lines[: line - 1]):
            if text.strip() and _indentation(text) < indentation:
                match = NESTED.match(text)
                if match is not None:
                    return match.group(2)
                # What ends a signature of several lines stands where its ``def`` does.
                indentation = _indentation(text) + text.lstrip().startswith(")")
        return None


def _indentation(text: str) -> int:
    return len(text) - len(text.lstrip())
