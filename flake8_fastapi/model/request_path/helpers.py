"""The functions of a project through which engines, clients, models and settings are made.

Found from the other end and from the text alone: first the functions in whose body a library makes
something, then those that mention these, and so on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.request_path import names_of
from flake8_fastapi.model.mentions import WORD, Named
from flake8_fastapi.model.request_path.reach import KINDS, makers

if TYPE_CHECKING:
    from flake8_fastapi.model.mentions import Mentions
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.request_path.reach import Names

LONGEST_CHAIN = 8
"""Functions between the one that serves requests and the one that makes something."""

MOST_HELPERS_FOLLOWED = 250
MOST_HELPERS = 1000
"""More of them than this at one distance say nothing. Fewer are looked for in functions that serve
requests, but only a few are followed further, to those who mention them."""


def find_helpers(project: Project) -> dict[str, Names]:
    """For each kind, the names of functions and classes through which such things may be made.

    Each with the files in which it may mean that; None for all files.
    """
    classes = _settings_classes(project)
    found: dict[str, Names] = {}
    for kind, making in _makers(project, classes).items():
        names: Names = dict.fromkeys(classes) if kind == "settings" else {}
        for helper in _reaching(making, project.mentions):
            paths, known = project.mentions.paths_for(helper), names.get(helper.name, frozenset())
            names[helper.name] = None if paths is None or known is None else known | paths
        found[kind] = names
    return found


def _makers(project: Project, settings: set[str]) -> dict[str, set[Named]]:
    """For each kind, the functions in whose text something of it is made."""
    found: dict[str, set[Named]] = {kind: set() for kind in KINDS}
    for file in project.mentions.files:
        outline = file.outline
        sought = makers(file.module, outline, file.content)
        if settings and any(name in outline.text for name in settings):
            sought["settings"].add_functions(settings, file.names_bound)
        sought = {kind: each for kind, each in sought.items() if each.words}
        if not sought:
            continue
        for function in outline.functions:
            named = Named.of(function.name, function.owner)
            if named is not None:
                words = frozenset(WORD.findall(function.text, function.start, function.end))
                for kind, each in sought.items():
                    if each.is_in(words):
                        found[kind].add(named)
    return found


def _reaching(makers_: set[Named], mentions: Mentions) -> set[Named]:
    """The functions through which one of these is called."""
    found: set[Named] = set()
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
