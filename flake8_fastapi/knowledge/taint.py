"""The reader of ``taint.toml``: what clients control, what passes it on, and where it must not arrive."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from flake8_fastapi.knowledge.table_files import read_table


@dataclass(frozen=True, slots=True)
class Sink:
    """A call in which a client's text is dangerous, and the argument that takes it.

    ``argument`` is its position, ``keywords`` its names; with ``receiver`` it is the object that the method
    is called on; with ``from_argument`` all arguments from that position on.
    """

    family: str
    argument: int | None = 0
    keywords: tuple[str, ...] = ()
    kind: str = ""
    receiver: bool = False
    from_argument: int | None = None
    joins: bool = False
    stores: bool = False
    is_part: bool = False
    composed_by: frozenset[str] = frozenset()
    item: str = ""


@dataclass(slots=True)
class TaintTables:
    """The tables, by the names that they are asked with."""

    sources: dict[str, str] = field(default_factory=dict)
    source_names: frozenset[str] = frozenset()
    caught: dict[str, frozenset[str]] = field(default_factory=dict)
    """Exceptions that hold something of the request, with the attributes that do."""
    caught_words: frozenset[str] = frozenset()
    passing_methods: frozenset[str] = frozenset()
    passing_functions: frozenset[str] = frozenset()
    path_functions: frozenset[str] = frozenset()
    harmful_characters: frozenset[str] = frozenset()
    unmistakable: frozenset[str] = frozenset()
    functions: dict[str, list[Sink]] = field(default_factory=dict)
    methods: dict[tuple[str, str], list[Sink]] = field(default_factory=dict)
    anywhere: dict[str, list[Sink]] = field(default_factory=dict)
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    """For each family the last parts of the names of its sinks."""
    packages: dict[str, dict[str, frozenset[str]]] = field(default_factory=dict)
    """For each family those of each import package."""
    function_words: dict[str, frozenset[str]] = field(default_factory=dict)
    """The same for those that are functions or classes."""


FAMILIES = ("sql", "path", "target")


@cache
def tables() -> TaintTables:
    """The tables, read once."""
    table = read()
    made = TaintTables(
        sources=table["sources"],
        source_names=frozenset(name.rpartition(".")[2] for name in table["sources"]),
        caught={name: frozenset(attributes) for name, attributes in table["caught"].items()},
        caught_words=frozenset(name.rpartition(".")[2] for name in table["caught"]),
        passing_methods=frozenset(table["passing"]["methods"]),
        passing_functions=frozenset(table["passing"]["functions"]),
        path_functions=frozenset(table["passing"]["paths"]),
        harmful_characters=frozenset(table["passing"]["harmful_characters"]),
        unmistakable=frozenset(table["unmistakable"]["methods"]),
    )
    for family in FAMILIES:
        words: set[str] = set()
        packages: dict[str, set[str]] = {}
        for row in table[family]:
            taken = _take(made, family, row)
            words |= taken
            for name in (*row.get("functions", ()), *row.get("classes", ())):
                packages.setdefault(name.partition(".")[0], set()).update(taken)
        made.words[family] = frozenset(words)
        made.packages[family] = {name: frozenset(each) for name, each in packages.items()}
        made.function_words[family] = frozenset(
            name.rpartition(".")[2] for row in table[family] for name in row.get("functions", ())
        ) - {method for row in table[family] for method in row.get("methods", ())}
    return made


def read() -> dict[str, Any]:
    """The tables as they are written."""
    return read_table("taint")


def _take(made: TaintTables, family: str, row: dict[str, Any]) -> set[str]:
    words = set()
    has_position = not row.get("methods_anywhere") and "from_argument" not in row
    sink = Sink(
        family,
        row.get("argument", 0 if has_position else None),
        tuple(row.get("keywords", ())),
        row.get("kind", ""),
        row.get("receiver", False),
        row.get("from_argument"),
        row.get("joins", False),
        row.get("stores", False),
        row.get("is_part", False),
        frozenset(row.get("composed_by", ())),
        row.get("item", ""),
    )
    for name in row.get("functions", ()):
        made.functions.setdefault(name, []).append(sink)
        words.add(name.rpartition(".")[2])
    for cls in row.get("classes", ()):
        for method in row["methods"]:
            made.methods.setdefault((cls, method), []).append(sink)
            words.add(method)
    for method in row.get("methods_anywhere", ()):
        made.anywhere.setdefault(method, []).append(sink)
        words.add(method)
    return words
