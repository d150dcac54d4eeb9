"""Which functions may have to do with queries in loops: a question to the text of a project's files.

The functions that have a loop with something in it that may send a query are collected from the text
first, and those that lead there (``model/mentions.py``); only these are evaluated.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from flake8_fastapi.knowledge.queries import (
    database_packages,
    model_methods,
    model_packages,
    query_methods,
)
from flake8_fastapi.model.mentions import STAR, Named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.mentions import OutlinedFile
    from flake8_fastapi.model.project import Project

LOOP = re.compile(r"\bfor\b")
STATEMENT = re.compile(r"\s*(?:async\s+)?for\b")
CALLED = re.compile(r"(\.?\b(?!get\(\s*[\"'])\w+)\s*\(")
"""What is called, with the dot in front of a method; but for what a dictionary is asked by a literal key."""

NESTED = re.compile(r"^[ \t]+(?:async[ \t]+)?def[ \t]+(\w+)", re.MULTILINE)
"""The names of functions that stand in another one."""

LONGEST_COMPREHENSION = 20
"""Lines before and behind a ``for`` that may belong to the same expression."""

LONGEST_WAY = 3
"""Functions between the one that has the loop and the query, and between the one that serves and the loop."""

MOST_FUNCTIONS = 3000


class LoopingFunction(NamedTuple):
    """A function with loops: what is called in them, and whether one of them may send a query itself."""

    path: str
    called: frozenset[str]
    """By their names in the project; with a dot in front where that stands behind one."""
    sends: bool


class Candidates:
    """The functions of a project that may send queries, and those that may do it in loops."""

    def __init__(self, project: Project) -> None:
        self.project = project

    def may_query(self, function: FunctionDefinition) -> bool:
        """Whether a function may send a query, or lead to one in a loop."""
        named = Named.of_definition(function)
        if named is None or function.parent is not None:
            return self._sends(self.project.bodies.text_of(function))
        return named in self._repeating or named in self._querying

    def may_repeat(self, function: FunctionDefinition) -> bool:
        """Whether a function may have a loop with a query in it, or call one that has."""
        return Named.of_definition(function) in self._repeating

    @cached_property
    def _texts(self) -> tuple[set[Named], dict[Named, list[LoopingFunction]]]:
        """The functions that send queries, and those with loops, as their text says."""
        sending: set[Named] = set()
        looping: dict[Named, list[LoopingFunction]] = {}
        if not self._uses_database:
            return sending, looping
        for file in self.project.mentions.files:
            for function in file.outline.functions:
                named = Named.of(function.name, function.owner)
                if named is None:
                    continue
                sends = self._sends(function.text, function.start, function.end)
                if sends:
                    sending.add(named)
                loops = _loops(function.body)
                if loops:
                    words = {*CALLED.findall(loops)}
                    if not words.isdisjoint(NESTED.findall(function.body)):
                        loops = function.body  # what a nested function does stands elsewhere in the text
                        words = {*CALLED.findall(loops)}
                    called = frozenset(_known_as(words, file))
                    # `.first()` and the like are those of queries where the function has to do with any.
                    may_send = (sends and not words.isdisjoint(CALLS_OF_OFTEN_OTHERS)) or self._sends(loops)
                    looping.setdefault(named, []).append(LoopingFunction(file.module.path, called, may_send))
        return sending, looping

    @cached_property
    def _uses_database(self) -> bool:
        words = tuple(package.encode() for package in database_packages())
        return any(word in content for _, content in self.project.survey.contents() for word in words)

    def _sends(self, text: str, start: int = 0, end: int | None = None) -> bool:
        """Whether a part of a text has something in it that may send a query."""
        end = len(text) if end is None else end
        if SENDING.search(text, start, end) is not None:
            return True
        asking = self._asking_models
        if asking is not None and asking.search(text, start, end) is not None:
            return True
        if text.find("uery", start, end) < 0 and text.find("select", start, end) < 0:
            return False
        return ABOUT_QUERIES.search(text, start, end) is not None

    @cached_property
    def _asking_models(self) -> re.Pattern[str] | None:
        """What asks models themselves, if the project has a library of such."""
        contents = [content for _, content in self.project.survey.contents()]
        names: set[str] = set()
        for package in model_packages():
            word = package.encode()
            if any(word in content for content in contents):
                names |= model_methods(package)
        if not names:
            return None
        # `get("key")` asks a dictionary; `await post.author` fetches what a relationship holds.
        asked = rf"\.(?:objects\b|(?!get\(\s*[\"'])(?:{'|'.join(sorted(names))})\()"
        return re.compile(rf"{asked}|\bawait\s+\w+\.\w+(?!\s*[\w.(\[])")

    @cached_property
    def _querying(self) -> set[Named]:
        """The functions that may send a query themselves or through a few others."""
        return self._with_users(self._texts[0])

    @cached_property
    def _repeating(self) -> set[Named]:
        """The functions that may send a query in a loop, and those that lead there."""
        paths: dict[str, frozenset[str] | None] = {}
        for each in self._querying:
            here = self.project.mentions.paths_for(each, widely=True)
            for word in (f".{each.name}",) if each.owner else (f".{each.name}", each.name):
                known = paths.get(word, frozenset())
                paths[word] = None if here is None or known is None else known | here
        found = {
            named
            for named, each in self._texts[1].items()
            if any(one.sends or _may_lead(one, paths) for one in each)
        }
        names = self._with_users(found)
        del self._texts  # all that is asked of it has been asked
        return names

    def _with_users(self, first: set[Named]) -> set[Named]:
        found = set(first)
        level = found
        for _ in range(LONGEST_WAY - 1):
            level = self.project.mentions.users_of(level, widely=True) - found
            if not level or len(found) + len(level) > MOST_FUNCTIONS:
                break
            found |= level
        return found


def _known_as(words: set[str], file: OutlinedFile) -> Iterator[str]:
    """What is called by these words, by its names in the project."""
    bound = file.names_bound
    for word in words:
        if word[0] == ".":
            yield word
        elif word in bound:
            yield bound[word]
        elif STAR in bound:
            yield word


def _may_lead(function: LoopingFunction, paths: dict[str, frozenset[str] | None]) -> bool:
    """Whether something called in its loops may be one of the project's functions with these names."""
    for name in function.called & paths.keys():
        files = paths[name]
        if files is None or function.path in files:
            return True
    return False


def _loops(text: str) -> str:
    """The lines of a text that stand in loops and around comprehensions; nothing without any."""
    if "for" not in text or LOOP.search(text) is None:
        return ""
    lines = text.split("\n")
    inside: set[int] = set()
    for number, line in enumerate(lines):
        loop = LOOP.search(line) if "for" in line else None
        if loop is None:
            continue
        end = line.partition("#")[0].rstrip()[-1:]
        is_block = STATEMENT.match(line) is not None and end in (*":([{,",)
        if not is_block or end != ":":
            inside.update(_around_comprehension(lines, number, loop.start()))
        if not is_block:
            continue
        indentation = _indentation(line)
        inside.add(number)
        for below in range(number + 1, len(lines)):
            content = lines[below].lstrip()
            if content and content[0] not in ")]}#" and len(lines[below]) - len(content) <= indentation:
                break
            inside.add(below)
    return "\n".join(lines[number] for number in sorted(inside) if number < len(lines))


def _around_comprehension(lines: Sequence[str], number: int, column: int) -> range:
    """The lines of the brackets around a ``for``, as far as the indentation tells."""
    before = lines[number][:column]
    begins_here = sum(map(before.count, "([{")) > sum(map(before.count, ")]}"))
    least = _indentation(lines[number]) + begins_here
    first = last = number
    while not begins_here and first > 0 and number - first < LONGEST_COMPREHENSION:
        first -= 1
        if lines[first].strip() and _indentation(lines[first]) < least:
            break
    while last + 1 < len(lines) and last - number < LONGEST_COMPREHENSION:
        if lines[last + 1].strip() and _indentation(lines[last + 1]) < least:
            break
        last += 1
    return range(first, last + 1)


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())


OFTEN_OTHERS = frozenset({"get", "count", "first", "all", "one", "value", "values", "find"})
"""Methods that many other objects have; these are looked for with what a query gives them."""

CALLS_OF_OFTEN_OTHERS = frozenset(f".{name}" for name in OFTEN_OTHERS)
"""As ``CALLED`` finds them."""

SENDING = re.compile(
    rf"\.(?:(?:{'|'.join(sorted(query_methods() - OFTEN_OTHERS))}|find)\(|get\(\s*[\w.]+\s*,)"
)
"""What the text of a function has that sends a query, but for objects that are handed to it."""

ABOUT_QUERIES = re.compile(r"\b[qQ]uery\b|\bselect\b")
"""Words for queries; looked for by themselves, since a pattern that always begins with a dot takes a tenth of
the time."""
