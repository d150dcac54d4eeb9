"""Which functions may have to do with queries in loops: a question to the text of a project's files.

Evaluating everything that answers requests would cost more than all rules together. So the functions
that have a loop with something in it that may send a query are collected from the text first, and the
names of those that lead there; only what these names stand in is evaluated.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.queries import database_packages, query_methods
from flake8_fastapi.model.definitions import ImportBinding
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.text_outline import TextOutline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project

WORD = re.compile(r"[^\W\d]\w*")
LOOP = re.compile(r"\bfor\b")
STATEMENT = re.compile(r"\s*(?:async\s+)?for\b")
CALLED = re.compile(r"(\w+)\s*\(")
LONGEST_COMPREHENSION = 20
"""Lines before and behind a ``for`` that may belong to the same expression."""

LONGEST_WAY = 3
"""Functions between the one that has the loop and the query, and between the one that serves and the loop."""

SHORTEST_NAME = 4
MOST_NAMES = 2000

CONSTRUCTORS = frozenset({"__init__", "__post_init__", "__call__", "__enter__", "__aenter__"})


class Candidates:
    """The names of a project's functions that may send queries, and of those that may do it in loops."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._aliases_in: dict[Module, dict[str, str]] = {}
        self._words_of: dict[FunctionDefinition, frozenset[str]] = {}

    def may_query(self, function: FunctionDefinition) -> bool:
        """Whether a function may send a query, or lead to one in a loop, by the names in its text."""
        if _sends(self.project.bodies.text_of(function)):
            return True
        return not self._words(function).isdisjoint(self._querying | self._repeating)

    def may_repeat(self, function: FunctionDefinition) -> bool:
        """Whether a function may have a loop with a query in it, or call one that has."""
        if not self._words(function).isdisjoint(self._repeating):
            return True
        return self._has_loop(self.project.bodies.text_of(function))

    def _words(self, function: FunctionDefinition) -> frozenset[str]:
        """The names of functions of the project that stand in a function's text."""
        known = self._words_of.get(function)
        if known is None:
            module = function.module
            aliases = self._aliases_in.get(module)
            if aliases is None:
                aliases = self._aliases_in[module] = _aliases(module)
            words = set(WORD.findall(self.project.bodies.text_of(function)))
            words |= {aliases[word] for word in words & aliases.keys()}
            known = self._words_of[function] = frozenset(words & self._names)
        return known

    @cached_property
    def _names(self) -> set[str]:
        """The names of the project's functions and classes."""
        return {name for name in self.project.survey.defined_names if len(name) >= SHORTEST_NAME}

    @cached_property
    def _texts(self) -> _Texts:
        """What the text of all files outside of tests says, where the project has to do with databases."""
        texts = _Texts()
        if self._uses_database:
            for path, content in self.project.survey.contents():
                if not is_test_file(self.project.module_at(path).display_path):
                    texts.read(content.decode("utf-8", "replace"), self._names)
        return texts

    @cached_property
    def _uses_database(self) -> bool:
        words = tuple(package.encode() for package in database_packages())
        return any(word in content for _, content in self.project.survey.contents() for word in words)

    @cached_property
    def _querying(self) -> frozenset[str]:
        """The names of functions that may send a query themselves or through a few others."""
        return self._with_callers(self._texts.sending)

    @cached_property
    def _repeating(self) -> frozenset[str]:
        """The names of functions that may send a query in a loop, and of those that lead there."""
        found = {name for name, called in self._texts.called_in_loops.items() if self._may_send(called)}
        names = self._with_callers(found)
        del self._texts  # all that is asked of it has been asked
        return names

    def _with_callers(self, first: set[str]) -> frozenset[str]:
        names = frozenset(first)
        level = names
        for _ in range(LONGEST_WAY - 1):
            level = frozenset().union(*(self._texts.users.get(name, ()) for name in level)) - names
            if not level or len(names) + len(level) > MOST_NAMES:
                break
            names |= level
        return names

    def _may_send(self, called: Iterable[str]) -> bool:
        return any(name in query_methods() or name in self._querying for name in called)

    def _has_loop(self, text: str) -> bool:
        """Whether a loop of a function has something in it that may send a query."""
        return self._may_send(_called_in_loops(text))


class _Texts:
    """Who mentions whom in a project, who sends queries, and what is called in loops: all by names."""

    def __init__(self) -> None:
        self.users: dict[str, set[str]] = {}
        self.sending: set[str] = set()
        self.called_in_loops: dict[str, set[str]] = {}

    def read(self, text: str, names: set[str]) -> None:
        """Take the functions of one file."""
        outline = TextOutline(text)
        aliases = {
            word: binding.attribute
            for word, bindings in outline.imports.items()
            for binding in bindings
            if binding.attribute and binding.attribute != word
        }
        for function in outline.functions():
            name = _known_as(function.name, function.owner)
            if not name:
                continue
            words = set(WORD.findall(function.decorators)) | set(WORD.findall(function.body))
            if aliases:
                words |= {aliases[word] for word in words & aliases.keys()}
            for word in words & names:
                self.users.setdefault(word, set()).add(name)
            if _sends(function.body):
                self.sending.add(name)
            called = _called_in_loops(function.body)
            if called:
                self.called_in_loops.setdefault(name, set()).update(called)


def _called_in_loops(text: str) -> set[str]:
    """The last parts of the names that are called in the loops of a text, and around its comprehensions."""
    if LOOP.search(text) is None:
        return set()
    lines = text.split("\n")
    inside: set[int] = set()
    for number, line in enumerate(lines):
        if "for" not in line or LOOP.search(line) is None:
            continue
        end = line.partition("#")[0].rstrip()[-1:]
        is_block = STATEMENT.match(line) is not None and end in (*":([{,",)
        if not is_block or end != ":":
            inside.update(range(max(number - LONGEST_COMPREHENSION, 0), number + LONGEST_COMPREHENSION))
        if not is_block:
            continue
        indentation = len(line) - len(line.lstrip())
        inside.add(number)
        for below in range(number + 1, len(lines)):
            content = lines[below].lstrip()
            if content and content[0] not in ")]}#" and len(lines[below]) - len(content) <= indentation:
                break
            inside.add(below)
    return {name for number in inside if number < len(lines) for name in CALLED.findall(lines[number])}


def _aliases(module: Module) -> dict[str, str]:
    """The names under which a module imports others."""
    return {
        name: binding.attribute
        for name, bindings in module.skeleton.bindings.items()
        for binding in bindings
        if isinstance(binding, ImportBinding) and binding.attribute and binding.attribute != name
    }


def _sends(text: str) -> bool:
    return SENDING.search(text) is not None


def _known_as(name: str, owner: str) -> str:
    """The name by which others call a function; empty for one that says nothing."""
    if name in CONSTRUCTORS:
        name = owner
    return "" if len(name) < SHORTEST_NAME or name.startswith("__") else name


OFTEN_OTHERS = frozenset({"get", "count", "first", "all", "one", "value", "values", "find"})
"""Methods that many other objects have; these are looked for with what a query gives them."""

SENDING = re.compile(
    rf"\.(?:{'|'.join(sorted(query_methods() - OFTEN_OTHERS))})\("
    r"|\.get\(\s*[\w.]+\s*,|\bquery\b|\bselect\b|\.find\("
)
"""What the text of a function has that sends a query, but for objects that are handed to it."""
