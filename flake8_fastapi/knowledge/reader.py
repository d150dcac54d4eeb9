"""The one reader of the knowledge tables: what the functions and classes of libraries do.

``docs/knowledge.md`` describes the files. A library's file is read when a name of
that library is asked for, never before.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field
from functools import cache
from typing import Any

HERE = os.path.dirname(os.path.abspath(__file__))
LIBRARIES = os.path.join(HERE, "libraries")

BLOCKING_ROWS = frozenset({"call_blocks", "enter_blocks", "iterating_blocks", "reading_blocks"})
"""The keys of classes whose objects block when something else than a method is asked of them."""


@dataclass(frozen=True, slots=True)
class Unless:
    """A call does not block where this argument has one of these values, or is absent where that says so."""

    argument: str
    position: int | None
    values: tuple[object, ...]
    default: bool = False


@dataclass(frozen=True, slots=True)
class CallFacts:
    """What calling a function or method of a library does.

    ``category`` is None when it does not block. ``returns`` is a type in the words of
    ``docs/knowledge.md``, for a coroutine what awaiting it gives. With ``is_lazy`` it blocks
    while what it returns is iterated, and not before; with ``lazy_when`` where the keyword argument
    of that name is True. ``stays_in_file`` tells that it works on nothing but the file that its object
    was made around, which may be one in memory.
    """

    category: str | None = None
    cure: str = ""
    coroutine: bool = False
    returns: str | None = None
    unless: Unless | None = None
    is_lazy: bool = False
    stays_in_file: bool = False
    lazy_when: str | None = None


@dataclass(frozen=True, slots=True)
class Offloader:
    """Where a callable stands among the arguments of a function that runs it elsewhere.

    ``position`` counts from 0, for methods without the receiver; ``keyword`` is its name;
    ``awaits`` tells that it also takes a coroutine function.
    """

    position: int | None
    keyword: str | None
    awaits: bool = False


@dataclass(slots=True)
class ClassFacts:
    """What is known of one class of a library; bases are asked by ``Knowledge``."""

    name: str
    category: str
    cure: str
    rows: dict[str, Any]
    blocks: frozenset[str] = frozenset()
    silent: frozenset[str] = frozenset()
    coroutines: frozenset[str] = frozenset()
    bases: tuple[str, ...] = ()

    def mentions(self, method: str) -> bool:
        """Whether the rows say what a method does, by its name or by a wildcard."""
        if method in self.blocks or method in self.silent or method in self.coroutines:
            return True
        return not method.startswith("_") and ("*" in self.blocks or "*" in self.coroutines)


@dataclass(slots=True)
class _Library:
    category: str = "client"
    cure: str = ""
    blocking: dict[str, str] = field(default_factory=dict)
    returns: dict[str, str] = field(default_factory=dict)
    coroutines: frozenset[str] = frozenset()
    lazy: frozenset[str] = frozenset()
    lazy_when: dict[str, str] = field(default_factory=dict)
    unless: dict[str, dict[str, Any]] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    classes: dict[str, ClassFacts] = field(default_factory=dict)


class Knowledge:
    """Answers what a dotted name of a library stands for and does."""

    def __init__(self, blocking: tuple[str, ...] = (), offloaders: tuple[str, ...] = ()) -> None:
        """``blocking`` and ``offloaders`` are a project's own dotted names, from its options."""
        self.own_blocking = frozenset(blocking)
        self.own_offloaders = frozenset(offloaders)
        self._canonical: dict[str, str] = {}

    def is_library(self, top: str) -> bool:
        """Whether there is a table for a top-level import package."""
        return top in _table_names()

    def canonical(self, name: str) -> str:
        """The name under which the tables list a dotted name that may be an alias of it."""
        known = self._canonical.get(name)
        if known is None:
            known = self._canonical[name] = self._resolve_aliases(name)
        return known

    def _resolve_aliases(self, name: str) -> str:
        aliases = _library(name.partition(".")[0]).aliases
        if not aliases:
            return name
        head, tail = name, ""
        while head:
            if head in aliases:
                return self._resolve_aliases(aliases[head] + tail)
            head, dot, last = head.rpartition(".")
            tail = f"{dot}{last}{tail}" if dot else tail
        return name

    def function(self, name: str) -> CallFacts | None:
        """What calling a canonical function name (or constructing a class) does; None when unlisted."""
        library = _library(name.partition(".")[0])
        category = library.blocking.get(name)
        if category is None and name in self.own_blocking:
            category = "client"
        returns = library.returns.get(name)
        coroutine = name in library.coroutines
        if category is None and returns is None and not coroutine:
            return self._class_method(name)
        cure = library.cure if category else ""
        unless = _unless(library.unless.get(name))
        is_lazy, lazy_when = name in library.lazy, library.lazy_when.get(name)
        return CallFacts(category, cure, coroutine, returns, unless, is_lazy, False, lazy_when)

    def _class_method(self, name: str) -> CallFacts | None:
        """Facts of ``pkg.Class.method`` called on the class itself."""
        owner, _, method = name.rpartition(".")
        return self.method(owner, method) if owner in _library(name.partition(".")[0]).classes else None

    def is_quick(self, name: str) -> bool:
        """Whether calling an unlisted name is sure to be quick: a builtin or an exception."""
        last = name.rpartition(".")[2]
        return name.startswith("builtins.") or last.endswith(("Error", "Exception")) or self.is_class(name)

    def is_class(self, name: str) -> bool:
        """Whether a canonical name is listed as a class."""
        return name in _library(name.partition(".")[0]).classes

    def lineage(self, name: str) -> tuple[ClassFacts, ...]:
        """A class and its bases, nearest first; empty for an unlisted class."""
        return _lineage(name)

    def method(self, cls: str, method: str) -> CallFacts | None:
        """What calling a method of an instance does; None when the class is not listed.

        A method that a listed class does not mention is known not to block.
        """
        lineage = _lineage(cls)
        if not lineage:
            return None
        for facts in lineage:
            if facts.mentions(method):
                return _method_facts(facts, method, lineage)
        return CallFacts(returns=_inherited(lineage, "returns", method))

    def attribute(self, cls: str, name: str) -> str | None:
        """The type text of an attribute of an instance; None when nothing is said."""
        lineage = _lineage(cls)
        for facts in lineage:
            attributes = facts.rows.get("attributes", {})
            if name in attributes:
                return str(attributes[name])
            if facts.mentions(name) or name in facts.rows.get("returns", {}):
                return None
        return self.nested(cls) if not name.startswith("_") else None

    def nested(self, cls: str) -> str | None:
        """The type text of any other attribute (``"*"``): the nested resources of a client.

        None where nothing is said.
        """
        for facts in _lineage(cls):
            attributes = facts.rows.get("attributes", {})
            if "*" in attributes:
                return str(attributes["*"])
        return None

    def reading(self, cls: str, name: str) -> ClassFacts | None:
        """The class whose attribute does I/O when it is read (``AsyncResult.state``); None mostly."""
        for facts in _lineage(cls):
            if name in facts.rows.get("reading_blocks", ()):
                return facts
        return None

    def row(self, cls: str, key: str) -> Any:
        """The value of one key (``enter``, ``iterates``, ``call`` …) of a class or its bases."""
        for facts in _lineage(cls):
            if key in facts.rows:
                return facts.rows[key]
        return None

    def is_synchronous(self, cls: str) -> bool:
        """Whether a listed class, or what its methods give, blocks, and none of it is ever awaited."""
        return _is_synchronous(cls)

    def category_of(self, cls: str, key: str) -> tuple[str, str]:
        """Category and cure of the class that says ``key``."""
        for facts in _lineage(cls):
            if key in facts.rows:
                return facts.category, facts.cure
        return "client", ""

    def offloader(self, name: str) -> Offloader | None:
        """Where a canonical function or method takes a callable that it runs off the event loop.

        None for others.
        """
        if name in self.own_offloaders:
            return Offloader(0, None)
        return _offloaders().get(name)

    def method_offloader(self, cls: str, method: str) -> Offloader | None:
        """The same for a method of an instance, bases included; None for others."""
        for facts in _lineage(cls):
            found = _offloaders().get(f"{facts.name}.{method}")
            if found is not None:
                return found
        return _offloaders().get(f"{cls}.{method}")

    def is_memoising(self, name: str) -> bool:
        """Whether a decorator remembers the results of what it decorates."""
        return name in _names_of("memoising.toml")

    def starts_task(self, name: str) -> bool:
        """Whether a function takes coroutines and runs them itself."""
        return name in _names_of("task_starters.toml")

    def leaves_task_loose(self, name: str) -> bool:
        """Whether nothing but the returned task keeps alive what a canonical function starts."""
        return name in _loose_tasks()

    def method_starts_task(self, cls: str, method: str) -> bool:
        """The same for a method of an instance, bases included."""
        names = _names_of("task_starters.toml")
        return f"{cls}.{method}" in names or any(f"{facts.name}.{method}" in names for facts in _lineage(cls))


def _method_facts(facts: ClassFacts, method: str, lineage: tuple[ClassFacts, ...]) -> CallFacts:
    returns = _inherited(lineage, "returns", method)
    if method in facts.coroutines:
        return CallFacts(coroutine=True, returns=returns)
    if method in facts.silent:
        return CallFacts(returns=returns)
    if method in facts.blocks or ("*" in facts.blocks and not method.startswith("_")):
        unless = _unless(facts.rows.get("unless", {}).get(method))
        category = facts.rows.get("categories", {}).get(method) or _own_category(lineage, facts)
        is_lazy = method in facts.rows.get("lazy", ())
        beyond = facts.rows.get("beyond_file")
        stays = beyond is not None and method not in beyond
        lazy_when = facts.rows.get("lazy_when", {}).get(method)
        return CallFacts(category, facts.cure, False, returns, unless, is_lazy, stays, lazy_when)
    if "*" in facts.coroutines and not method.startswith("_"):
        return CallFacts(coroutine=True, returns=returns)
    return CallFacts(returns=returns)


def _own_category(lineage: tuple[ClassFacts, ...], facts: ClassFacts) -> str:
    """The category of what a class inherits from a base: its own, where it says one."""
    own = (each.rows["category"] for each in lineage[: lineage.index(facts)] if "category" in each.rows)
    return str(next(own, facts.category))


def _unless(row: dict[str, Any] | None) -> Unless | None:
    if not row:
        return None
    value = row["value"]
    values = tuple(value) if isinstance(value, list) else (value,)
    return Unless(row["argument"], row.get("position"), values, row.get("default", False))


def _inherited(lineage: tuple[ClassFacts, ...], key: str, name: str) -> str | None:
    for facts in lineage:
        table = facts.rows.get(key, {})
        if name in table:
            return str(table[name])
    for facts in lineage:
        table = facts.rows.get(key, {})
        if "*" in table and not name.startswith("_"):
            return str(table["*"])
    return None


@cache
def _table_names() -> frozenset[str]:
    return frozenset(name[:-5] for name in os.listdir(LIBRARIES) if name.endswith(".toml"))


def _read(path: str) -> dict[str, Any]:
    with open(path, encoding="utf-8") as file:
        # What stands under [check] is for the test against the real library only.
        return tomllib.loads(file.read().partition("\n[check]")[0])


@cache
def _library(top: str) -> _Library:
    if top not in _table_names():
        return _Library()
    table = _read(os.path.join(LIBRARIES, f"{top}.toml"))
    head = table.get("library", {})
    library = _Library(head.get("category", "client"), head.get("cure", ""))
    for category, names in table.get("blocking", {}).items():
        library.blocking.update(dict.fromkeys(names, category))
    library.returns = table.get("returns", {})
    library.coroutines = frozenset(table.get("coroutines", {}).get("names", ()))
    library.lazy = frozenset(table.get("lazy", {}).get("names", ()))
    library.lazy_when = table.get("lazy", {}).get("when", {})
    library.unless = table.get("unless", {})
    library.aliases = table.get("formerly", {}) | table.get("aliases", {})
    for name, rows in table.get("classes", {}).items():
        library.classes[name] = ClassFacts(
            name,
            rows.get("category", library.category),
            rows.get("cure", library.cure),
            rows,
            frozenset(rows.get("blocks", ())),
            frozenset(rows.get("silent", ())),
            frozenset(rows.get("coroutines", ())),
            tuple(rows.get("bases", ())),
        )
    return library


@cache
def _lineage(name: str) -> tuple[ClassFacts, ...]:
    found: dict[str, ClassFacts] = {}
    pending = [name]
    while pending:
        current = pending.pop(0)
        facts = _library(current.partition(".")[0]).classes.get(current)
        if facts is not None and current not in found:
            found[current] = facts
            pending.extend(facts.bases)
    return tuple(found.values())


@cache
def _is_synchronous(cls: str) -> bool:
    near = [
        *_lineage(cls),
        *(
            behind
            for facts in _lineage(cls)
            for key in ("returns", "attributes")
            for name in facts.rows.get(key, {}).values()
            for behind in _lineage(str(name))
        ),
    ]
    return not any(facts.coroutines for facts in near) and any(
        facts.blocks or not BLOCKING_ROWS.isdisjoint(facts.rows) for facts in near
    )


@cache
def _offloaders() -> dict[str, Offloader]:
    offloaders = {}
    for name, row in _read(os.path.join(HERE, "offloading.toml")).items():
        callable_ = row["callable"]
        places = callable_ if isinstance(callable_, list) else [callable_]
        position = next((each for each in places if isinstance(each, int)), None)
        keyword = next((each for each in places if isinstance(each, str)), None)
        offloaders[name] = Offloader(position, row.get("keyword", keyword), row.get("awaits", False))
    return offloaders


@cache
def _loose_tasks() -> frozenset[str]:
    return frozenset(_read(os.path.join(HERE, "task_starters.toml")).get("loose", ()))


@cache
def _names_of(file: str) -> frozenset[str]:
    table = _read(os.path.join(HERE, file))
    names: set[str] = set()
    for key, value in table.items():
        names.update(value if isinstance(value, list) else [key])
    return frozenset(names)
