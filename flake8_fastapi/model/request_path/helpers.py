"""The functions of a project through which engines, clients, models and settings are made.

Found from the other end and from the text alone: first the functions in whose body a library makes
something, then those that mention these, and so on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from flake8_fastapi.knowledge.request_path import names_of
from flake8_fastapi.model.request_path.reach import KINDS, WORD, makers, names_bound
from flake8_fastapi.model.survey import COMMON_METHODS, is_test_file
from flake8_fastapi.model.text_outline import TextOutline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.request_path.reach import Names

LONGEST_CHAIN = 8
"""Functions between the one that serves requests and the one that makes something."""

MOST_HELPERS_FOLLOWED = 250
MOST_HELPERS = 1000
"""More of them than this at one distance say nothing. Fewer are looked for in functions that serve
requests, but only a few are followed further, to those who mention them."""

MADE_BY_CONSTRUCTOR = frozenset(
    {"__init__", "__post_init__", "__new__", "__enter__", "__aenter__", "__call__"}
)


class Helper(NamedTuple):
    """A function of the project by the name under which others call it; ``owner`` is a method's class."""

    name: str
    owner: str


class Mentions:
    """Who mentions whom, for all functions of a project outside of tests: one pass over its text."""

    def __init__(self, project: Project, settings: set[str]) -> None:
        self.survey = project.survey
        self.makers: dict[str, set[Helper]] = {kind: set() for kind in KINDS}
        """For each kind, the functions in whose text something of it is made."""
        self._users: dict[str, set[tuple[Helper, str]]] = {}
        """By a word for a function, with a dot in front where it stands behind one: who has it in its text,
        and in which file."""
        self._owners: dict[str, set[str]] = {}
        """By the name of a method, the classes that have one."""
        self._givers: dict[str, set[str]] = {}
        """By a word, the functions that are declared to return something with it."""
        self._paths: dict[str, frozenset[str]] = {}
        names = self.survey.defined_names
        words = names | {f".{name}" for name in names}
        for path, content in self.survey.contents():
            module = project.module_at(path)
            if not is_test_file(module.display_path):
                self._read(module, content, words, settings)

    def _read(self, module: Module, content: bytes, known: set[str], settings: set[str]) -> None:
        outline = TextOutline(content.decode("utf-8", "replace"))
        sought = makers(module, outline, content)
        bound = names_bound(module, outline)
        sought["settings"].add_functions(settings, bound)
        sought = {kind: each for kind, each in sought.items() if each.words}
        aliases = {word: name for word, name in bound.items() if word != name}
        known = known | aliases.keys() if aliases else known
        for function in outline.functions():
            if function.owner:
                self._owners.setdefault(function.name, set()).add(function.owner)
            for word in known.intersection(WORD.findall(function.returns)):
                self._givers.setdefault(word.lstrip("."), set()).add(function.name)
            is_made = function.name in MADE_BY_CONSTRUCTOR
            name = function.owner if is_made else function.name
            if not name or (name.startswith("__") and name.endswith("__")):
                continue  # called by operators and the like, which name nothing
            helper = Helper(name, "" if is_made else function.owner)
            words = frozenset(WORD.findall(function.body))
            for kind, each in sought.items():
                if each.is_in(words):
                    self.makers[kind].add(helper)
            if function.decorators:
                words = words.union(WORD.findall(function.decorators))
            for word in words & known:
                if word[0] == "." or word in bound:
                    self._users.setdefault(aliases.get(word, word), set()).add((helper, module.path))

    def users_of(self, helpers: Iterable[Helper]) -> set[Helper]:
        """The functions that mention one of these."""
        found: set[Helper] = set()
        for each in helpers:
            paths = self.paths_for(each)
            for word in (f".{each.name}",) if each.owner else (f".{each.name}", each.name):
                found.update(
                    user for user, path in self._users.get(word, ()) if paths is None or path in paths
                )
        return found

    def paths_for(self, helper: Helper) -> frozenset[str] | None:
        """The files in which the name of a function may mean it; None for all.

        Where objects of other classes have a method of this name as well, the class must be named in the
        file, or a subclass of it, or a function that returns such an object.
        """
        if not helper.owner:
            return None
        if helper.name not in COMMON_METHODS and len(self._owners.get(helper.name, ())) < 2:
            return None
        if helper.owner not in self._paths:
            words = self.survey.subclass_names(helper.owner)
            words |= {giver for word in tuple(words) for giver in self._givers.get(word, ())}
            self._paths[helper.owner] = frozenset(
                path for word in words for path in self.survey.paths_with_word(word)
            )
        return self._paths[helper.owner]


def find_helpers(project: Project) -> dict[str, Names]:
    """For each kind, the names of functions and classes through which such things may be made.

    Each with the files in which it may mean that; None for all files.
    """
    classes = _settings_classes(project)
    mentions = Mentions(project, classes)
    found: dict[str, Names] = {}
    for kind, makers_ in mentions.makers.items():
        names: Names = dict.fromkeys(classes) if kind == "settings" else {}
        for helper in _reaching(makers_, mentions):
            paths, known = mentions.paths_for(helper), names.get(helper.name, frozenset())
            names[helper.name] = None if paths is None or known is None else known | paths
        found[kind] = names
    return found


def _reaching(makers_: set[Helper], mentions: Mentions) -> set[Helper]:
    """The functions through which one of these is called."""
    found: set[Helper] = set()
    level = makers_
    for _ in range(LONGEST_CHAIN):
        new = level - found
        if len(new) <= MOST_HELPERS:
            found |= new
        if not 0 < len(new) <= MOST_HELPERS_FOLLOWED:
            break
        level = mentions.users_of(new)
    return found


def _settings_classes(project: Project) -> set[str]:
    """The names of the project's settings classes."""
    found: set[str] = set()
    pending = {name.rpartition(".")[2] for name in names_of("settings")}
    while pending:
        following = {each.name for base in pending for each in project.survey.classes_naming(base)}
        pending = following - found
        found |= following
    return found
