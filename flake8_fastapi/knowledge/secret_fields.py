"""The one reader of ``secret_fields.toml``: secrets that libraries take by the name of a field."""

from __future__ import annotations

import os
import tomllib
from functools import cache
from typing import NamedTuple

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "secret_fields.toml")


class SecretFields(NamedTuple):
    """The fields of one library: of which classes, or in files that import from which packages."""

    fields: tuple[str, ...]
    classes: frozenset[str]
    packages: tuple[str, ...]


@cache
def secret_fields() -> tuple[SecretFields, ...]:
    """The table, read once."""
    with open(TABLE, "rb") as file:
        content = tomllib.load(file)
    return tuple(
        SecretFields(tuple(row["fields"]), frozenset(row.get("classes", ())), tuple(row.get("packages", ())))
        for row in content["secret"]
    )
