"""The one reader of ``database_passwords.toml``: what opens a database with a password."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from flake8_fastapi.knowledge.table_files import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping


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
    content = read_table("database_passwords")
    names = content["functions"]
    strings = {name: (keyword, position) for name, (keyword, position) in content["strings"].items()}
    last_names = frozenset(name.rpartition(".")[2] for name in (*names, *strings))
    return PasswordTakers(frozenset(names), last_names, tuple(content["keywords"]), strings)
