"""The tables of a project that have a column with a name like that of a secret."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.definitions import ClassDefinition
from flake8_fastapi.model.types import Instance

if TYPE_CHECKING:
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.types import Type

COLUMNS = (b"mapped_column", b"Column(", b"SQLModel")
IN_TEXT = re.compile(rb"^[ \t]+\w*(?:passw|pwd|secret|key|salt|hash)\w*[ \t]*[:=]", re.MULTILINE)
SECRET = re.compile(r"(^|_)(passw(or)?d|pwd|secret|api_?key|private_?key|salt|hash(ed)?)(_|$)")
MAPPED = role("table-bases").names


class SecretColumns:
    """Finds them by text first; only files that have such a line are looked at further."""

    def __init__(self, project: Project) -> None:
        self.project = project

    @cached_property
    def _tables(self) -> dict[ClassDefinition, str]:
        found: dict[ClassDefinition, str] = {}
        for path, content in self.project.survey.contents():
            if any(word in content for word in COLUMNS) and IN_TEXT.search(content):
                for cls in self.project.module_at(path).skeleton.classes:
                    column = self._column_of(cls)
                    if column:
                        found[cls] = column
        return found

    def _column_of(self, cls: ClassDefinition) -> str:
        """The first column with such a name, of the class itself or of a base; ``""`` where there is none."""
        lineage = self.project.interpreter.hierarchy.lineage(cls)
        if not any(isinstance(each, str) and each in MAPPED for each in lineage):
            return ""
        names = [name for each in lineage if isinstance(each, ClassDefinition) for name in each.values]
        return next((name for name in names if SECRET.search(name)), "")

    @cached_property
    def _names(self) -> re.Pattern[str]:
        return re.compile("|".join(rf"\b{cls.name}\b" for cls in self._tables) or r"(?!)")

    def are_mentioned(self, text: str) -> bool:
        """Whether a text has the name of such a table."""
        return self._names.search(text) is not None

    def of_type(self, of: Type) -> tuple[str, str] | None:
        """The class and its secret column, for the type of a row of such a table; None for other types."""
        if isinstance(of, Instance) and isinstance(of.cls, ClassDefinition) and of.cls in self._tables:
            return of.cls.name, self._tables[of.cls]
        return None
