"""The one reader of ``database_passwords.toml``: what opens a database with a password."""

from __future__ import annotations

import os
import tomllib
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "database_passwords.toml")


class PasswordTakers(NamedTuple):
    """Functions and classes by canonical names, the last parts of these, the keywords of passwords.

    ``strings`` are given a string of options: the parameter that takes it, and its position.
    """

    functions: frozenset[str]
    last_names: frozenset[str]
    keywords: tuple[str, ...]
    strings: Mapping[str, tuple[str, int]]


@cache
def password_takers() -> PasswordTakers:
    """The table, read once."""
    with open(TABLE, "rb") as file:
        content = tomllib.load(file)
    names = content["functions"]
    strings = {name: (keyword, position) for name, (keyword, position) in content["strings"].items()}
    last_names = frozenset(name.rpartition(".")[2] for name in (*names, *strings))
    return PasswordTakers(frozenset(names), last_names, tuple(content["keywords"]), strings)
