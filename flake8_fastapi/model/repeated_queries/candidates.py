"""Which functions may have to do with queries in loops: a question to the text of a project's files.

Evaluating everything that answers requests would cost more than all rules together. So the functions
that have a loop with something in it that may send a query are collected from the text first, and the
names of those that lead there; only what these names stand in is evaluated.
"""

from __future__ import annotations

import ast
import re
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.queries import database_packages, query_methods
from flake8_fastapi.model.definitions import ImportBinding
from flake8_fastapi.model.repeated_queries.rows import COMPREHENSIONS, called_name
from flake8_fastapi.model.survey import is_test_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project

WORD = re.compile(r"[^\W\d]\w*")
LOOP = re.compile(r"\bfor\b")

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

    def may_query(self, function: FunctionDefinition) -> bool:
        """Whether a function may send a query, or lead to one in a loop, by the names in its text."""
        if _sends(self.project.bodies.text_of(function)):
            return True
        return not self._words(function).isdisjoint(self._querying | self._repeating)

    def may_repeat(self, function: FunctionDefinition) -> bool:
        """Whether a function may have a loop with a query in it, or call one that has."""
        return not self._words(function).isdisjoint(self._repeating) or self._has_loop(function)

    def _words(self, function: FunctionDefinition) -> frozenset[str]:
        """The names of functions of the project that stand in a function's text."""
        known = self._functions.get(function)
        return self._read_words(function) if known is None else known

    def _read_words(self, function: FunctionDefinition) -> frozenset[str]:
        module = function.module
        aliases = self._aliases_in.get(module)
        if aliases is None:
            aliases = self._aliases_in[module] = _aliases(module)
        words = set(WORD.findall(self.project.bodies.text_of(function)))
        words |= {aliases[word] for word in words & aliases.keys()}
        return frozenset(words & self._names)

    @cached_property
    def _modules(self) -> tuple[Module, ...]:
        """The files outside tests, where the project has to do with databases; else none."""
        if not self._uses_database:
            return ()
        modules = (self.project.module_at(path) for path in self.project.survey.paths)
        return tuple(each for each in modules if not is_test_file(each.display_path))

    @cached_property
    def _names(self) -> frozenset[str]:
        """The names under which the project's functions are known."""
        return frozenset(
            name
            for module in self._modules
            for function in module.skeleton.functions
            if (name := _known_as(function))
        )

    @cached_property
    def _functions(self) -> dict[FunctionDefinition, frozenset[str]]:
        """The functions of the project outside tests, with the names of others in them."""
        return {
            function: self._read_words(function)
            for module in self._modules
            for function in module.skeleton.functions
        }

    @cached_property
    def _uses_database(self) -> bool:
        words = tuple(package.encode() for package in database_packages())
        return any(word in content for _, content in self.project.survey.contents() for word in words)

    @cached_property
    def _querying(self) -> frozenset[str]:
        """The names of functions that may send a query themselves or through a few others."""
        first = [each for each in self._functions if _sends(self.project.bodies.text_of(each))]
        return self._with_callers(first)

    @cached_property
    def _repeating(self) -> frozenset[str]:
        """The names of functions that may send a query in a loop, and of those that lead there."""
        return self._with_callers([each for each in self._functions if self._has_loop(each)])

    def _with_callers(self, first: Iterable[FunctionDefinition]) -> frozenset[str]:
        names = frozenset(name for name in map(_known_as, first) if name)
        level = names
        for _ in range(LONGEST_WAY - 1):
            callers = (each for each, words in self._functions.items() if not words.isdisjoint(level))
            level = frozenset(name for name in map(_known_as, callers) if name) - names
            if not level or len(names) + len(level) > MOST_NAMES:
                break
            names |= level
        return names

    def _has_loop(self, function: FunctionDefinition) -> bool:
        """Whether a loop of a function has something in it that may send a query."""
        text = self.project.bodies.text_of(function)
        if LOOP.search(text) is None:
            return False
        if not _sends(text) and self._words(function).isdisjoint(self._querying):
            return False
        called = (
            called_name(each)
            for part in _repeated(function.node())
            for each in ast.walk(part)
            if isinstance(each, ast.Call)
        )
        return any(name in query_methods() or name in self._querying for name in called)


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


def _repeated(node: ast.AST) -> list[ast.AST]:
    """The parts of a function that run in its loops, those of functions in it too."""
    found: list[ast.AST] = []
    for each in ast.walk(node):
        if isinstance(each, (ast.For, ast.AsyncFor)):
            found += each.body
        elif isinstance(each, COMPREHENSIONS):
            found += [part for part in ast.iter_child_nodes(each) if part is not each.generators[0]]
    return found


def _known_as(function: FunctionDefinition) -> str:
    """The name by which others call a function; empty for one that says nothing."""
    name = function.name
    if name in CONSTRUCTORS:
        name = function.owner.name if function.owner is not None else ""
    return "" if len(name) < SHORTEST_NAME or name.startswith("__") else name


OFTEN_OTHERS = frozenset({"get", "count", "first", "all", "one", "value", "values", "find"})
"""Methods that many other objects have; these are looked for with what a query gives them."""

SENDING = re.compile(
    rf"\.(?:{'|'.join(sorted(query_methods() - OFTEN_OTHERS))})\("
    r"|\.get\(\s*[\w.]+\s*,|\bquery\b|\bselect\b|\.find\("
)
"""What the text of a function has that sends a query, but for objects that are handed to it."""
