"""The one reader of ``middleware.toml``: which middleware of libraries may answer a request itself."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from flake8_fastapi.knowledge.table_files import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping


class AnsweringMiddleware(NamedTuple):
    """When a middleware answers, in words that complete its name, and its role; ``""`` for none.

    ``lets_in`` is an option and the member of its list with which it calls on for every request, as it
    does without that option; empty where there is none.
    """

    answers: str
    role: str
    lets_in: tuple[str, ...] = ()


@cache
def answering_middleware() -> Mapping[str, AnsweringMiddleware]:
    """The table by the dotted names of the classes, read once."""
    rows = read_table("middleware")["middleware"]
    return {
        name: AnsweringMiddleware(row["answers"], row.get("role", ""), tuple(row.get("lets-in", ())))
        for row in rows
        for name in row["names"]
    }
