"""The one reader of ``tokens.toml``: what signs and reads tokens, what it raises, what takes a secret."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from flake8_fastapi.knowledge.table_files import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal["encode", "decode", "unverified claims", "unverified header"]


class TokenFunction(NamedTuple):
    """A function of a token library, with the positions of the arguments that matter; None for none.

    ``token`` is the position of what is signed for ``encode``.
    """

    library: str
    kind: Kind
    token: int
    key: int
    algorithms: int | None
    options: int | None


class TokenExceptions(NamedTuple):
    """The exceptions in a module of a token library, and how their base is written beside its import."""

    library: str
    names: frozenset[str]
    base: str


class TokenTable(NamedTuple):
    """All of the table, by what is asked for."""

    functions: Mapping[str, TokenFunction]
    """By canonical dotted names."""
    exceptions: Mapping[str, TokenExceptions]
    """By the module that they are taken from."""
    packages: Mapping[str, str]
    """The import packages of the libraries."""
    bases: Mapping[str, str]
    """The dotted names of the libraries' base exceptions, where all their exceptions have one."""
    secrets: Mapping[str, tuple[str, int]]
    """Functions and classes that take a secret, with its name and position."""


@cache
def token_table() -> TokenTable:
    """The table, read when it is first asked for."""
    content = read_table("tokens")
    functions = {
        name: TokenFunction(
            row["library"],
            row["kind"],
            row.get("token", 0),
            row.get("key", 1),
            row.get("algorithms"),
            row.get("options"),
        )
        for row in content["functions"]
        for name in row["names"]
    }
    exceptions = {
        module: TokenExceptions(row["library"], frozenset(row["names"]), row["base"])
        for module, row in content["exceptions"].items()
    }
    libraries = content["libraries"]
    return TokenTable(
        functions,
        exceptions,
        {name: row["package"] for name, row in libraries.items()},
        {name: row["base"] for name, row in libraries.items() if "base" in row},
        {name: (row["argument"], row["position"]) for name, row in content["secrets"].items()},
    )
