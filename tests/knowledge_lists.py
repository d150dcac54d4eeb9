"""The three lists of callables beside the knowledge tables: their format and their names."""

from __future__ import annotations

import inspect
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge_format import DOTTED, load
from knowledge_inspection import MISSING, dotted, parameters

LIST_FILES = ("offloading", "memoising", "task_starters")


@dataclass(frozen=True)
class Lists:
    """Each listed name, and for an offloading function where it takes the callable: as a
    position, a keyword, or the two in this order."""

    places: Mapping[str, list[int | str]]

    def packages(self) -> set[str]:
        """The top-level import packages of the names."""
        return {name.partition(".")[0] for name in self.places}

    def problems(self, package: str, dynamic: Collection[str]) -> Iterator[str]:
        """What an installed package does not bear out; `dynamic` names are made at run time."""
        for name, places in self.places.items():
            if name.partition(".")[0] == package and name not in dynamic:
                yield from _problems_of_callable(name, places)


def _problems_of_callable(name: str, places: list[int | str]) -> Iterator[str]:
    found = dotted(name)
    if found is MISSING:
        yield f"{name} does not exist"
        return
    if not callable(found):
        yield f"{name} is not callable"
    # A method is reached through its class, and its first parameter is the instance.
    is_method = inspect.isfunction(found) and isinstance(dotted(name.rpartition(".")[0]), type)
    known = parameters(found, bound=is_method)
    if known is None:
        return
    for place in places:
        if not known.takes(str(place)):
            yield f"{name} has no argument {place}"
            return
    if len(places) == 2 and known.at(int(places[0])) != places[1]:
        yield f"{name}: argument {places[0]} is not {places[1]}"


NO_LISTS = Lists({})


def read_lists(folder: Path) -> Lists:
    """The lists of callables in the folder that has the folder of tables."""
    places: dict[str, list[int | str]] = {}
    for row, content in load(folder / "offloading.toml").items():
        place = content["callable"]
        places[row] = place if isinstance(place, list) else [place]
    for file in LIST_FILES[1:]:
        for names in load(folder / f"{file}.toml").values():
            places |= {name: [] for name in names if name not in places}
    return Lists(places)


def problems_of_lists(folder: Path) -> Iterator[str]:
    """Everything in the lists of callables that their reader does not expect."""
    for name, row in load(folder / "offloading.toml").items():
        if not DOTTED.fullmatch(name):
            yield f"offloading.toml: {name!r} is not a dotted name"
        if not isinstance(row, dict) or not {"callable"} <= row.keys() <= {"callable", "awaits"}:
            yield f"offloading.toml {name}: has callable, may have awaits, and nothing else"
            continue
        place = row["callable"]
        kinds = [type(each) for each in place] if isinstance(place, list) else [type(place)]
        if kinds not in ([int], [str], [int, str]):
            yield f"offloading.toml {name}: callable is a position, a keyword, or both in a list"
    for file in LIST_FILES[1:]:
        for group, names in load(folder / f"{file}.toml").items():
            if not isinstance(names, list) or not names:
                yield f"{file}.toml {group} is not a list of names"
                continue
            for name in names:
                if not isinstance(name, str) or not DOTTED.fullmatch(name):
                    yield f"{file}.toml {group}: {name!r} is not a dotted name"
