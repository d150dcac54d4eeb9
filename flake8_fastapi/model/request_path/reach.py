"""Through which names of the project something may be made: a question to the text of its files.

Evaluating everything that requests reach would cost more than all rules together, and engines and
clients are made in few places. So the names of functions that make one, of those that mention these,
and so on, are collected from the text first; only where one of them stands is evaluated.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.request_path import names_of, words_of
from flake8_fastapi.model.definitions import ImportBinding
from flake8_fastapi.model.survey import is_test_file

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project

KINDS = ("engine", "client", "model", "environment", "settings")

DEEPEST_HELPER = 3
"""Functions between the one that serves requests and the one that makes something."""

MOST_NAMES = 80
"""More names than this on one level say nothing: what everybody mentions is not followed further."""

SHORTEST_NAME = 4
MADE_BY_CONSTRUCTOR = frozenset(
    {"__init__", "__post_init__", "__new__", "__enter__", "__aenter__", "__call__"}
)


class Reach:
    """The words through which things of each kind are made, for a project."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._helpers: dict[str, set[str]] = {kind: set() for kind in KINDS}
        self._helpers["settings"] = self._settings_classes()
        self._patterns: dict[tuple[str, Module], re.Pattern[str] | None] = {}
        level: dict[str, frozenset[str]] | None = None
        for _ in range(DEEPEST_HELPER):
            mentioning = self._names_mentioning(level)
            level = {}
            for kind, names in mentioning.items():
                new = frozenset(names - self._helpers[kind])
                if 0 < len(new) <= MOST_NAMES:
                    level[kind] = new
                    self._helpers[kind] |= new
            if not level:
                break

    def kinds_in(self, function: FunctionDefinition) -> set[str]:
        """The kinds of things that a function may make, by the names in its text."""
        text = self.project.bodies.text_of(function)
        module = function.module
        found = set()
        for kind, helpers in self._helpers.items():
            key = (kind, module)
            if key not in self._patterns:
                whole = "\n".join(self.project.bodies.lines_of(module)).encode()
                self._patterns[key] = _any_of(_makers(kind, whole) | helpers, module)
            pattern = self._patterns[key]
            if pattern is not None and pattern.search(text):
                found.add(kind)
        return found

    def _names_mentioning(self, words: dict[str, frozenset[str]] | None) -> dict[str, set[str]]:
        """For each kind, the names of functions that mention one of its words; None for what makes it."""
        names: dict[str, set[str]] = {kind: set() for kind in KINDS}
        for path, content in self.project.survey.contents():
            found = {}
            for kind in KINDS if words is None else words:
                each = _makers(kind, content) if words is None else words[kind]
                if kind == "settings" and words is None:
                    each = frozenset(self._helpers[kind])
                if any(word.encode() in content for word in each):
                    found[kind] = each
            if not found:
                continue
            module = self.project.module_at(path)
            if is_test_file(module.display_path):
                continue
            patterns = {kind: _any_of(each, module) for kind, each in found.items()}
            for function in module.skeleton.functions:
                name = _known_as(function)
                if name and not all(name in names[kind] for kind in patterns):
                    text = self.project.bodies.text_of(function)
                    for kind, pattern in patterns.items():
                        if pattern is not None and pattern.search(text):
                            names[kind].add(name)
        return names

    def _settings_classes(self) -> set[str]:
        """The names of the project's settings classes."""
        found: set[str] = set()
        pending = {name.rpartition(".")[2] for name in names_of("settings")}
        while pending:
            following = {each.name for base in pending for each in self.project.survey.classes_naming(base)}
            pending = following - found
            found |= following
        return found


def _makers(kind: str, content: bytes) -> frozenset[str]:
    """The words by which a file makes things of a kind, given the libraries that its text mentions."""
    words: set[str] = set()
    for package, each in words_of(kind).items():
        if package.encode() in content:
            words |= each
    return frozenset(words)


def _known_as(function: FunctionDefinition) -> str:
    """The name by which others call a function; empty for one that says nothing."""
    name = function.name
    if name in MADE_BY_CONSTRUCTOR:
        name = function.owner.name if function.owner is not None else ""
    return "" if len(name) < SHORTEST_NAME or name.startswith("__") else name


def _any_of(words: frozenset[str] | set[str], module: Module) -> re.Pattern[str] | None:
    """One of these words, or another name under which the module imports one of them."""
    aliases = {
        name
        for name, bindings in module.skeleton.bindings.items()
        for binding in bindings
        if isinstance(binding, ImportBinding) and binding.attribute in words
    }
    if not words:
        return None
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, {*words, *aliases})))})\b")
