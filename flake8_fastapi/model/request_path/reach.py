"""Through which names of the project something may be made: a question to the text of its files.

Evaluating everything that requests reach would cost more than all rules together, and engines and
clients are made in few places. So only functions are evaluated in whose bodies stands a name by which a
library makes something, or the name of a function of the project that does (``helpers.py`` finds these).

A name counts only where it can mean what is looked for: in a body and not in a signature, which
calls nothing; behind a dot; or alone, where the file binds it to something that it may be.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.request_path import words_of
from flake8_fastapi.model.mentions import STAR, WORD, names_bound
from flake8_fastapi.model.survey import NAME
from flake8_fastapi.model.text_outline import TextOutline

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition, ImportBinding
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project

IMPORT_LINE = re.compile(rb"^[ \t]*(?:from|import)[ \t][^\n]*", re.MULTILINE)

KINDS = ("engine", "client", "model", "environment", "settings")


Names = dict[str, "frozenset[str] | None"]
"""Names of functions of the project, each with the files in which it may mean the sought one; or None."""


class Sought:
    """The words in one file that mean that something of one kind is made there."""

    def __init__(self) -> None:
        self.words: set[str] = set()
        """Those behind a dot have it in front."""

    def add_library(self, module: Module, outline: TextOutline, words: frozenset[str], package: str) -> None:
        """Look for these names of a library."""
        self.words.update(f".{word}" for word in words)
        self.words |= words if "*" in outline.imports else words & outline.assigned.keys()
        self.words.update(name for name, given in outline.assigned.items() if given in words)
        for name, bindings in outline.imports.items():
            for binding in bindings:
                if name in words or binding.attribute in words:
                    if _may_come_from(module, binding, package):
                        self.words.add(name)

    def add_functions(self, names: set[str], bound: dict[str, str]) -> None:
        """Look for these functions and classes of the project, by what a file calls them."""
        self.words.update(f".{name}" for name in names)
        if STAR in bound:
            self.words |= names
        self.words.update(word for word, name in bound.items() if name in names)

    def is_in(self, words: frozenset[str]) -> bool:
        """Whether one of the sought words is among those of a function's body."""
        return not self.words.isdisjoint(words)


def _may_come_from(module: Module, binding: ImportBinding, package: str) -> bool:
    """Whether an import may mean something of a library, perhaps handed on by the project."""
    if not module.project.names_library(module, binding):
        return True
    name = f"{binding.module}.{binding.attribute}" if binding.attribute else binding.module
    return package in (name.partition(".")[0], module.project.knowledge.canonical(name).partition(".")[0])


class Reach:
    """Tells in which functions something may be made, by the names in them."""

    def __init__(self, project: Project, helpers: dict[str, Names]) -> None:
        """``helpers`` are the project's functions through which things of each kind are made."""
        self.project = project
        self._helpers = helpers
        self._behind_dots = {
            kind: frozenset(f".{name}" for name, paths in names.items() if paths is None)
            for kind, names in helpers.items()
        }
        self._kinds_in: dict[FunctionDefinition, frozenset[str]] = {}
        self._words_in: dict[Module, dict[str, frozenset[str]]] = {}

    def kinds_in(self, function: FunctionDefinition) -> frozenset[str]:
        """The kinds of things that a function may make, by the names in its text."""
        known = self._kinds_in.get(function)
        if known is None:
            known = self._kinds_in[function] = self._find_kinds(function)
        return known

    def _find_kinds(self, function: FunctionDefinition) -> frozenset[str]:
        module = function.module
        sought = self._words_in.get(module)
        if sought is None:
            sought = self._words_in[module] = self._find_words(module)
        words = frozenset(WORD.findall(self.project.bodies.body_text_of(function)))
        return frozenset(
            kind
            for kind, each in sought.items()
            if not words.isdisjoint(each) or not words.isdisjoint(self._behind_dots[kind])
        )

    def _find_words(self, module: Module) -> dict[str, frozenset[str]]:
        """For each kind, the words that mean it in a file, but for those that do in all files."""
        text = "\n".join(self.project.bodies.lines_of(module))
        outline = TextOutline(text)
        bound = names_bound(module, outline)
        found = makers(module, outline, text.encode("utf-8", "surrogatepass"))
        for kind, helpers in self._helpers.items():
            here = {name for name, paths in helpers.items() if paths is None or module.path in paths}
            found[kind].add_functions(here, bound)
        return {kind: frozenset(each.words - self._behind_dots[kind]) for kind, each in found.items()}


def makers(module: Module, outline: TextOutline, content: bytes) -> dict[str, Sought]:
    """The words by which a file makes things of each kind, given the libraries that it imports."""
    found = {kind: Sought() for kind in KINDS}
    packages = frozenset(each.decode() for each in NAME.findall(b" ".join(IMPORT_LINE.findall(content))))
    for kind, sought in found.items():
        for package in packages & words_of(kind).keys():
            words = frozenset(word for word in words_of(kind)[package] if word.encode() in content)
            if words:
                sought.add_library(module, outline, words, package)
    return found
