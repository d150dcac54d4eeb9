"""The one reader of ``middleware.toml``: which middleware of libraries may answer a request itself."""

from __future__ import annotations

import os
import tomllib
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "middleware.toml")


class AnsweringMiddleware(NamedTuple):
    """When a middleware answers, in words that complete its name, and its role; ``""`` for none."""

    answers: str
    role: str


@cache
def answering_middleware() -> Mapping[str, AnsweringMiddleware]:
    """The table by the dotted names of the classes, read once."""
    with open(TABLE, "rb") as file:
        rows = tomllib.load(file)["middleware"]
    return {
        name: AnsweringMiddleware(row["answers"], row.get("role", ""))
        for row in rows
        for name in row["names"]
    }
