"""Who mentions which function of a project: a question to the text of its files, before any is parsed.

Evaluating everything that requests reach would cost more than all rules together. Who asks for something
that few functions do finds these by their text, and from there, name by name, the functions that lead to
them; only these are evaluated then.

A name counts only where it can mean what is looked for: in a body and not in a signature, which
calls nothing; behind a dot; or alone, where the file binds it to something that it may be.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from flake8_fastapi.model.survey import BUILTIN_METHODS, COMMON_METHODS, is_test_file
from flake8_fastapi.model.text_outline import NAME, TextOutline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.text_outline import FunctionText

WORD = re.compile(r"\.?[^\W\d]\w*")
"""A name, with the dot in front of an attribute's."""

MADE_BY_CONSTRUCTOR = frozenset(
    {"__init__", "__post_init__", "__new__", "__enter__", "__aenter__", "__call__"}
)


STAR = "*"
"""Bound in files that import all names of another file of the project: there each word may be its."""


class Named(NamedTuple):
    """A function of the project by the name under which others call it; ``owner`` is a method's class.

    Constructors and what ``with`` and calls of objects run go by the name of their class.
    """

    name: str
    owner: str

    @classmethod
    def of(cls, name: str, owner: str) -> Named | None:
        """What a function goes by; None for what operators call, which name nothing."""
        if owner and name in MADE_BY_CONSTRUCTOR:
            return cls(owner, "")
        return None if not name or (name.startswith("__") and name.endswith("__")) else cls(name, owner)

    @classmethod
    def of_definition(cls, definition: FunctionDefinition) -> Named | None:
        """The same for a function whose definition is known."""
        return cls.of(definition.name, definition.owner.name if definition.owner is not None else "")


class OutlinedFile:
    """The text of a file, and what is asked of it by those who look through all files."""

    def __init__(self, module: Module, content: bytes) -> None:
        self.module = module
        self.content = content
        self.outline = TextOutline(content.decode("utf-8", "replace"))

    @cached_property
    def names_bound(self) -> dict[str, str]:
        """The words that may mean something of the project here, each with the name of its definition."""
        return names_bound(self.module, self.outline)


class Mentions:
    """Who mentions whom, for all functions of a project outside of tests: one pass over its text."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.survey = project.survey
        self._users: dict[str, set[tuple[Named, str]]] = {}
        """By a word for a function, with a dot in front where it stands behind one: who has it in its text,
        and in which file."""
        self._owners: dict[str, set[str]] = {}
        """By the name of a method, the classes that have one."""
        self._givers: dict[str, set[str]] = {}
        """By a word, the functions that are declared to return something with it."""
        self._paths: dict[str, frozenset[str]] = {}
        self._outlines: list[OutlinedFile] | None = None
        names = self.survey.defined_names
        for file in self.files:
            self._read_containers(file, names)
        names = names | {each.name for users in self._users.values() for each, _ in users}
        words = names | {f".{name}" for name in names}
        for file in self.files:
            self._read(file, words)

    @property
    def files(self) -> list[OutlinedFile]:
        """The files outside of tests.

        They are kept until ``release``, for others who look through all of them for the same file that is
        checked, as nearly all do.
        """
        if self._outlines is None:
            modules = ((self.project.module_at(path), content) for path, content in self.survey.contents())
            self._outlines = [
                OutlinedFile(module, content)
                for module, content in modules
                if not is_test_file(module.display_path)
            ]
        return self._outlines

    def release(self) -> None:
        """Let go of the texts."""
        self._outlines = None

    def _read_containers(self, file: OutlinedFile, known: set[str]) -> None:
        """Note the containers of functions and classes: who names one may call what it holds."""
        for name, text in file.outline.containers.items():
            held = known.intersection(NAME.findall(text))
            if held:
                bound = file.names_bound
                for word in held if STAR in bound else held & bound.keys():
                    self._users.setdefault(bound.get(word, word), set()).add(
                        (Named(name, ""), file.module.path)
                    )

    def _read(self, file: OutlinedFile, known: set[str]) -> None:
        bound = file.names_bound
        aliases = {word: name for word, name in bound.items() if word != name}
        known = known | aliases.keys() if aliases else known
        for function in file.outline.functions:
            if function.owner:
                self._owners.setdefault(function.name, set()).add(function.owner)
            if function.returns:
                for word in known.intersection(WORD.findall(function.returns)):
                    self._givers.setdefault(word.lstrip("."), set()).add(function.name)
            named = Named.of(function.name, function.owner)
            if named is None:
                continue
            user = (named, file.module.path)
            for word in known.intersection(words_in(function)):
                if word[0] == "." or word in bound or STAR in bound:
                    self._users.setdefault(aliases.get(word, word), set()).add(user)

    def users_of(self, functions: Iterable[Named], *, widely: bool = False) -> set[Named]:
        """The functions that mention one of these; ``widely`` as in ``paths_for``."""
        found: set[Named] = set()
        for each in functions:
            paths = self.paths_for(each, widely=widely)
            for word in (f".{each.name}",) if each.owner else (f".{each.name}", each.name):
                found.update(
                    user for user, path in self._users.get(word, ()) if paths is None or path in paths
                )
        return found

    def paths_for(self, function: Named, *, widely: bool = False) -> frozenset[str] | None:
        """The files in which the name of a function may mean it; None for all.

        Where objects of other classes have a method of this name as well, the class must be named in the
        file, or a subclass of it, or a function that returns such an object. With ``widely`` that is asked
        only for methods that texts and containers have as well: what holds the object may be declared
        elsewhere, and by the name of a base.
        """
        if not function.owner or (widely and function.name not in BUILTIN_METHODS):
            return None
        if function.name not in COMMON_METHODS and len(self._owners.get(function.name, ())) < 2:
            return None
        if function.owner not in self._paths:
            words = self.survey.subclass_names(function.owner)
            words |= {giver for word in tuple(words) for giver in self._givers.get(word, ())}
            self._paths[function.owner] = frozenset(
                path for word in words for path in self.survey.paths_with_word(word)
            )
        return self._paths[function.owner]


def words_in(function: FunctionText) -> set[str]:
    """The names in the body and the decorators of a function."""
    words = set(WORD.findall(function.text, function.start, function.end))
    if function.decorators:
        words.update(WORD.findall(function.decorators))
    return words


def names_bound(module: Module, outline: TextOutline) -> dict[str, str]:
    """The words that may mean something of the project in a file, each with the name of its definition.

    ``STAR`` is among them where the file imports all names of another one.
    """
    bound = {name: name for name in outline.defined}
    bound.update((name, given or name) for name, given in outline.assigned.items())
    for name, bindings in outline.imports.items():
        for binding in bindings:
            if not module.project.names_library(module, binding):
                bound[name] = binding.attribute or name
    return bound
