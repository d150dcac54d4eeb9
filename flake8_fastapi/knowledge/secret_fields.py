"""The one reader of ``secret_fields.toml``: secrets that libraries take by the name of a field."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from flake8_fastapi.knowledge.table_files import read_table


class SecretFields(NamedTuple):
    """The fields of one library: of which classes, or in files that import from which packages."""

    fields: tuple[str, ...]
    classes: frozenset[str]
    packages: tuple[str, ...]


@cache
def secret_fields() -> tuple[SecretFields, ...]:
    """The table, read once."""
    content = read_table("secret_fields")
    return tuple(
        SecretFields(tuple(row["fields"]), frozenset(row.get("classes", ())), tuple(row.get("packages", ())))
        for row in content["secret"]
    )
