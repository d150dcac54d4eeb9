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
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project

DEEPEST_HELPER = 3
"""Functions between the one that serves requests and the one that makes something."""

MOST_NAMES = 80
"""More names than this on one level say nothing: what everybody mentions is not followed further."""

SHORTEST_NAME = 4
MADE_BY_CONSTRUCTOR = frozenset(
    {"__init__", "__post_init__", "__new__", "__enter__", "__aenter__", "__call__"}
)


class Reach:
    """The words through which one kind of thing is made, for a project."""

    def __init__(self, project: Project, kind: str) -> None:
        self.project = project
        words = self._settings_classes() if kind == "settings" else words_of(kind)
        self.words = frozenset(words)
        known = set(words)
        level = frozenset(words)
        for _ in range(DEEPEST_HELPER):
            level = frozenset(self._names_mentioning(level) - known)
            if not level or len(level) > MOST_NAMES:
                break
            known |= level
        self._known = frozenset(known)
        self._patterns: dict[Module, re.Pattern[str]] = {}

    def is_possible_in(self, function: FunctionDefinition) -> bool:
        """Whether a function's text has one of the names."""
        if not self._known:
            return False
        pattern = self._patterns.get(function.module)
        if pattern is None:
            pattern = self._patterns[function.module] = _any_of(self._known, function.module)
        return pattern.search(self.project.bodies.text_of(function)) is not None

    def _names_mentioning(self, words: frozenset[str]) -> set[str]:
        """The names under which functions are known that mention one of the words."""
        names: set[str] = set()
        patterns: dict[Module, re.Pattern[str]] = {}
        for function in self._functions_in_files_with(words):
            name = function.name
            if name in MADE_BY_CONSTRUCTOR:
                name = function.owner.name if function.owner is not None else ""
            if len(name) < SHORTEST_NAME or name in names or name.startswith("__"):
                continue
            pattern = patterns.get(function.module) or _any_of(words, function.module)
            patterns[function.module] = pattern
            if pattern.search(self.project.bodies.text_of(function)):
                names.add(name)
        return names

    def _functions_in_files_with(self, words: frozenset[str]) -> Iterator[FunctionDefinition]:
        needles = [word.encode() for word in words]
        for path, content in self.project.survey.contents():
            if any(needle in content for needle in needles):
                module = self.project.module_at(path)
                if not is_test_file(module.display_path):
                    yield from module.skeleton.functions

    def _settings_classes(self) -> set[str]:
        """The names of the project's settings classes."""
        found: set[str] = set()
        pending = {name.rpartition(".")[2] for name in names_of("settings")}
        while pending:
            following = {each.name for base in pending for each in self.project.survey.classes_naming(base)}
            pending = following - found
            found |= following
        return found


def _any_of(words: frozenset[str], module: Module) -> re.Pattern[str]:
    """One of these words, or another name under which the module imports one of them."""
    aliases = {
        name
        for name, bindings in module.skeleton.bindings.items()
        for binding in bindings
        if isinstance(binding, ImportBinding) and binding.attribute in words
    }
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, words | aliases)))})\b")
