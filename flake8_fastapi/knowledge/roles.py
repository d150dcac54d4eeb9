"""The one reader of ``roles.toml``: what functions, classes and packages of libraries are to one question."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from flake8_fastapi.knowledge.table_files import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping


class Role(NamedTuple):
    """Who has a role. ``names`` are canonical dotted names; what has a value is among them."""

    names: frozenset[str]
    values: Mapping[str, Any]
    packages: frozenset[str]
    words: frozenset[str]

    def has(self, name: str) -> bool:
        """Whether a dotted name has the role, by itself or by its package."""
        return name in self.names or name.partition(".")[0] in self.packages


@cache
def _roles() -> Mapping[str, Mapping[str, Any]]:
    return read_table("roles")


@cache
def role(name: str) -> Role:
    """The role of this name; ``KeyError`` for one that the table does not have."""
    row = _roles()[name]
    values = row.get("values", {})
    return Role(
        frozenset((*row.get("names", ()), *values)),
        values,
        frozenset(row.get("packages", ())),
        frozenset(row.get("words", ())),
    )
