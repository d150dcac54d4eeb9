"""The one reader of ``queries.toml``: which calls send a query, and what holds its rows."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from flake8_fastapi.knowledge.table_files import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable

RELATIONSHIPS = "relationships"
"""The one part of the table that speaks of no class."""


class QueryCall(NamedTuple):
    """What one method does: whether it sends a query, and whether it gives rows."""

    sends: bool
    gives_rows: bool


@cache
def _content() -> dict[str, dict[str, Any]]:
    return read_table("queries")


@cache
def _classes() -> dict[str, dict[str, Any]]:
    return {cls: row for cls, row in _content().items() if cls != RELATIONSHIPS}


@cache
def _rows() -> dict[str, dict[str, QueryCall]]:
    kinds = {"rows": QueryCall(True, True), "single": QueryCall(True, False), "hands": QueryCall(False, True)}
    return {
        cls: {method: call for kind, call in kinds.items() for method in row.get(kind, ())}
        for cls, row in _classes().items()
    }


@cache
def _iterable() -> frozenset[str]:
    return frozenset(cls for cls, row in _classes().items() if row.get("iterable"))


@cache
def declaring_rows() -> frozenset[str]:
    """The functions by which a model declares an attribute that holds rows of another."""
    return frozenset(_content()[RELATIONSHIPS]["functions"])


def query_call(lineage: Iterable[str], method: str) -> QueryCall | None:
    """What a method does, by the names of its class and bases, nearest first; None where it is no query."""
    for cls in lineage:
        found = _rows().get(cls, {}).get(method)
        if found is not None:
            return found
    return None


@cache
def _missing() -> dict[str, frozenset[str]]:
    return {cls: frozenset(row.get("missing", ())) for cls, row in _classes().items()}


def may_give_none(lineage: Iterable[str], method: str) -> bool:
    """Whether a method gives None where there is no such row, by the names of its class and bases."""
    return any(method in _missing().get(cls, ()) for cls in lineage)


def iterates_rows(lineage: Iterable[str]) -> bool:
    """Whether iterating an object gives rows, by the names of its class and bases."""
    return not _iterable().isdisjoint(lineage)


@cache
def query_methods() -> frozenset[str]:
    """The names of all methods that send a query."""
    return frozenset(name for row in _rows().values() for name, call in row.items() if call.sends)


@cache
def database_packages() -> frozenset[str]:
    """The import packages whose classes are listed."""
    return frozenset(cls.partition(".")[0] for cls in _rows())
