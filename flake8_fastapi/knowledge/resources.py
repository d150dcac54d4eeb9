"""The one reader of ``resources.toml``: what must be closed, what opens it and what closes it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from flake8_fastapi.knowledge.table_files import read_table


@dataclass(frozen=True, slots=True)
class ResourceFacts:
    """One class of which objects must be closed.

    ``is_borrowed`` tells that a pool lends it. See ``resources.toml`` for the other fields.
    """

    cls: str
    kind: str
    closed_by: frozenset[str]
    with_leaves_open: bool = False
    unless: frozenset[str] = frozenset()
    with_releases: frozenset[str] = frozenset()
    is_borrowed: bool = False


@dataclass(frozen=True, slots=True)
class ResourceTable:
    """All rows of the table, by what is asked for."""

    classes: dict[str, ResourceFacts]
    openers: dict[str, ResourceFacts]
    take_back: frozenset[str]
    borrow: frozenset[str]
    close: frozenset[str]
    keep: frozenset[str]
    closing_methods: frozenset[str]
    opening_words: frozenset[str]

    def of_kinds(self, *kinds: str) -> frozenset[str]:
        """The classes of these kinds."""
        return frozenset(name for name, facts in self.classes.items() if facts.kind in kinds)


@cache
def resource_table() -> ResourceTable:
    """The table, read when it is first asked for."""
    rows = read_table("resources")
    functions = rows.pop("functions")
    classes: dict[str, ResourceFacts] = {}
    openers: dict[str, ResourceFacts] = {}
    take_back: set[str] = set()
    for cls, row in rows.items():
        facts = ResourceFacts(
            cls,
            row["kind"],
            frozenset(row["closed_by"]),
            row.get("with_leaves_open", False),
            frozenset(row.get("unless", ())),
            frozenset(row.get("with_releases", ())),
        )
        classes[cls] = facts
        openers |= dict.fromkeys(row["opened_by"], facts)
        openers |= dict.fromkeys(row.get("borrowed_by", ()), replace(facts, is_borrowed=True))
        take_back.update(row.get("taken_back_by", ()))
    methods = frozenset().union(*(facts.closed_by for facts in classes.values()))
    words = frozenset(name.removesuffix(".__call__").rpartition(".")[2] for name in openers)
    return ResourceTable(
        classes,
        openers,
        frozenset(take_back),
        frozenset(functions["borrow"]),
        frozenset(functions["close"]),
        frozenset(functions["keep"]),
        methods,
        words,
    )
