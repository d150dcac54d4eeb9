"""The one reader of ``database_passwords.toml``: what opens a database with a password."""

from __future__ import annotations

import os
import tomllib
from functools import cache
from typing import NamedTuple

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "database_passwords.toml")


class PasswordTakers(NamedTuple):
    """Functions and classes by canonical names, the last parts of these, the keywords of passwords."""

    functions: frozenset[str]
    last_names: frozenset[str]
    keywords: tuple[str, ...]


@cache
def password_takers() -> PasswordTakers:
    """The table, read once."""
    with open(TABLE, "rb") as file:
        content = tomllib.load(file)
    names = content["functions"]
    last_names = frozenset(name.rpartition(".")[2] for name in names)
    return PasswordTakers(frozenset(names), last_names, tuple(content["keywords"]))
