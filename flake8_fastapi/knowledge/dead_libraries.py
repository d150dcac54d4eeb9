"""The one reader of ``dead_libraries.toml``: what does not work any more, and what replaces it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.table_files import read_table
from flake8_fastapi.versions import admits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flake8_fastapi.model.project import Project


@dataclass(frozen=True, slots=True)
class DeadLibrary:
    """A package, function or method that does not work any more."""

    name: str
    breaks: str
    instead: str
    versions: tuple[tuple[str, str], ...]
    needs: str
    """A text that some file of the project must have, for it to break."""

    def is_dead_in(self, project: Project) -> bool:
        """Whether it does not work with the versions and the code of a project."""
        if not all(admits(specifier, project.version_of(name)) for name, specifier in self.versions):
            return False
        return not self.needs or any(
            self.needs.encode() in content for _, content in project.survey.contents()
        )


@cache
def dead_packages() -> Mapping[str, DeadLibrary]:
    """The packages and modules that cannot be used at all, by their names."""
    return _rows("package")


@cache
def dead_functions() -> Mapping[str, DeadLibrary]:
    """The functions, and methods with their classes, that cannot be called, by their names."""
    return _rows("function")


def _rows(kind: str) -> dict[str, DeadLibrary]:
    rows = read_table("dead_libraries")[kind]
    return {
        name: DeadLibrary(
            name, row["breaks"], row["instead"], tuple(row.get("versions", {}).items()), row.get("with", "")
        )
        for row in rows
        for name in row["names"]
    }
