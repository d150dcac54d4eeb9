"""The one reader of ``deprecated_apis.toml``: what libraries have deprecated, and what replaces it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.table_files import read_table
from flake8_fastapi.versions import admits, parse_release

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flake8_fastapi.model.project import Project


@dataclass(frozen=True, slots=True)
class DeprecatedApi:
    """A name, or one way of calling it, that is deprecated or removed.

    ``argument`` is the keyword argument that is meant, ``first`` the first parameter that is left
    out or gets a text; where both are empty every use is meant.
    """

    name: str
    argument: str
    first: str
    state: str
    since: tuple[tuple[str, str], ...]
    not_before: tuple[tuple[str, str], ...]
    instead: str

    @property
    def last_name(self) -> str:
        """The name without what stands before the last dot."""
        return self.name.rpartition(".")[2]

    def holds(self, project: Project) -> bool:
        """Whether it is so for the versions that a project runs on."""
        return all(
            admits(versions, project.version_of(library)) for library, versions in self.since
        ) and not any(
            project.versions.may_precede(library, parse_release(release))
            for library, release in self.not_before
        )


@cache
def deprecated_apis() -> Mapping[str, tuple[DeprecatedApi, ...]]:
    """All rows, by the last part of their names."""
    rows = read_table("deprecated_apis")["api"]
    found: dict[str, tuple[DeprecatedApi, ...]] = {}
    for row in rows:
        for name in row["names"]:
            api = DeprecatedApi(
                name,
                row.get("argument", ""),
                row.get("first", ""),
                row["state"],
                tuple(row["since"].items()),
                tuple(row.get("not_before", {}).items()),
                row["instead"],
            )
            found[api.last_name] = (*found.get(api.last_name, ()), api)
    return found
