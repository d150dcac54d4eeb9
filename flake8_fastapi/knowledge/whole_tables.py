"""The one reader of ``whole_tables.toml``: what leaves no row of a table out."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from flake8_fastapi.knowledge.table_files import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Unmarked(NamedTuple):
    """How conditions say that a row or document is not marked as deleted, by the last parts of names."""

    methods: frozenset[str]
    negations: frozenset[str]
    values: frozenset[str]
    columns: frozenset[str]
    operators: Mapping[str, bool]
    equals: frozenset[str]


class WholeTables(NamedTuple):
    """What the table says, as sets of names."""

    keeping_methods: frozenset[str]
    narrowing_methods: frozenset[str]
    conditions: frozenset[str]
    """Methods that are given the conditions of the rows or documents to keep."""
    marks: frozenset[str]
    """Columns that mark a row as deleted, in small letters and without underscores."""
    unmarked: Unmarked
    frame_methods: frozenset[str]
    keeping_functions: frozenset[str]
    keeping_classes: frozenset[str]
    makes_one: frozenset[str]
    takes_one: frozenset[str]
    models: Mapping[str, frozenset[str]]
    managers: Mapping[str, frozenset[str]]
    fetches: Mapping[str, frozenset[str]]
    """By classes, the methods that fetch all that their object stands for."""
    named: Mapping[str, frozenset[str]]
    """By classes, the methods that give the collection whose name they are given."""
    collections: frozenset[str]
    """Those of the classes with such methods whose objects stand for all that there is."""
    readers: Mapping[str, str]
    """Functions that send a statement and give all its rows, with the parameter of the statement."""
    last_names: frozenset[str]
    """What the readers are called, without their modules."""
    executing: frozenset[str]
    sending: frozenset[str]
    taking: frozenset[str]

    def begins_query(self, lineage: Iterable[str], method: str) -> bool:
        """Whether a class's own method begins a query of all rows, by the names of class and bases."""
        return any(method in self.models.get(name, ()) for name in lineage)

    def is_manager(self, lineage: Iterable[str], attribute: str) -> bool:
        """Whether a class's attribute stands for all its rows, by the names of class and bases."""
        return any(attribute in self.managers.get(name, ()) for name in lineage)


@cache
def whole_tables() -> WholeTables:
    """The table, read once."""
    content = read_table("whole_tables")
    unmarked = content["unmarked"]
    keeps, narrows, statements = content["keeps"], content["narrows"], content["statements"]
    return WholeTables(
        keeping_methods=frozenset(keeps["methods"]),
        narrowing_methods=frozenset(narrows["methods"]),
        conditions=frozenset(narrows["conditions"]),
        marks=frozenset(narrows["marks"]),
        unmarked=Unmarked(
            methods=frozenset(unmarked["methods"]),
            negations=frozenset(unmarked["negations"]),
            values=frozenset(unmarked["values"]),
            columns=frozenset(unmarked["columns"]),
            operators=unmarked["operators"],
            equals=frozenset(unmarked["equals"]),
        ),
        frame_methods=frozenset(keeps["frame_methods"]),
        keeping_functions=frozenset(keeps["functions"]),
        keeping_classes=frozenset(keeps["classes"]),
        makes_one=frozenset(content["one"]["names"]),
        takes_one=frozenset(content["one"]["taking"]),
        models=_sets(content["models"]),
        managers=_sets(content["managers"]),
        fetches=_sets(content["fetches"]),
        named=_sets(content["named"]),
        collections=frozenset(content["collections"]["classes"]),
        readers=content["readers"],
        last_names=frozenset(name.rpartition(".")[2] for name in content["readers"]),
        executing=frozenset(statements["executing"]),
        sending=frozenset(statements["sending"]),
        taking=frozenset(statements["taking"]),
    )


def _sets(lists: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(each) for name, each in lists.items()}
