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

WORD = re.compile(r"[^\W\d]\w*")

KINDS = ("engine", "client", "model", "environment", "settings")

DEEPEST_HELPER = 3
"""Functions between the one that serves requests and the one that makes something."""

MOST_NAMES_FOLLOWED = 80
MOST_NAMES = 1000
"""More names than this on one level say nothing. Fewer are looked for in functions that serve requests,
but only a few are followed further, to those who mention them."""

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
        self._kinds_in: dict[FunctionDefinition, frozenset[str]] = {}
        self._words_in: dict[Module, dict[str, frozenset[str]]] = {}
        level: dict[str, frozenset[str]] | None = None
        for _ in range(DEEPEST_HELPER):
            mentioning = self._names_mentioning(level)
            level = {}
            for kind, names in mentioning.items():
                new = frozenset(names - self._helpers[kind])
                if len(new) <= MOST_NAMES:
                    self._helpers[kind] |= new
                if 0 < len(new) <= MOST_NAMES_FOLLOWED:
                    level[kind] = new
            if not level:
                break

    def kinds_in(self, function: FunctionDefinition) -> frozenset[str]:
        """The kinds of things that a function may make, by the names in its text."""
        known = self._kinds_in.get(function)
        if known is None:
            known = self._kinds_in[function] = self._find_kinds(function)
        return known

    def _find_kinds(self, function: FunctionDefinition) -> frozenset[str]:
        module = function.module
        if module not in self._words_in:
            whole = "\n".join(self.project.bodies.lines_of(module)).encode()
            self._words_in[module] = {
                kind: _with_aliases(_makers(kind, whole) | helpers, module)
                for kind, helpers in self._helpers.items()
            }
        words = frozenset(WORD.findall(self.project.bodies.text_of(function)))
        return frozenset(kind for kind, each in self._words_in[module].items() if not words.isdisjoint(each))

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
            wanted = {kind: _with_aliases(each, module) for kind, each in found.items()}
            for function in module.skeleton.functions:
                name = _known_as(function)
                if name and not all(name in names[kind] for kind in wanted):
                    text = frozenset(WORD.findall(self.project.bodies.text_of(function)))
                    for kind, each in wanted.items():
                        if not text.isdisjoint(each):
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


def _with_aliases(words: frozenset[str] | set[str], module: Module) -> frozenset[str]:
    """These words, and the other names under which the module imports them."""
    aliases = {
        name
        for name, bindings in module.skeleton.bindings.items()
        for binding in bindings
        if isinstance(binding, ImportBinding) and binding.attribute in words
    }
    return frozenset({*words, *aliases})
