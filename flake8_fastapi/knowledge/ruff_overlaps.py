"""The one reader of ``ruff_overlaps.toml``: which of our findings Ruff reports as well, and when."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from flake8_fastapi.knowledge.table_files import read_table
from flake8_fastapi.versions import parse_release

if TYPE_CHECKING:
    from flake8_fastapi.versions import Release


class RuffRule(NamedTuple):
    """A rule of Ruff's, and the releases in which it does what is said of it here.

    ``since`` is the first release that this was checked with, ``stable_since`` the first in which it
    needs no preview mode. ``default_since`` and ``preview_default_since`` are the first releases in which
    it is on without being selected; None where it is not.
    """

    code: str
    name: str
    category: str
    since: Release
    stable_since: Release
    default_since: Release | None
    preview_default_since: Release | None


class Overlap(NamedTuple):
    """A problem that a rule of ours and one of Ruff's report on the same line.

    ``shape`` names what has to stand there (``flake8_fastapi.beside_ruff.shapes``). ``calls`` are the
    dotted names whose calls Ruff looks for; ``methods`` are those of classes, where it knows an
    object by one of the ways in ``receivers``. ``since`` holds where it is later than the rule's.
    """

    code: str
    ruff: RuffRule
    shape: str
    calls: frozenset[str]
    methods: dict[str, frozenset[str]]
    receivers: frozenset[str]
    since: Release


class Resemblance(NamedTuple):
    """Rules that report the same lines for different reasons, so that neither stands for the other."""

    codes: tuple[str, ...]
    ruff: tuple[str, ...]
    difference: str


class RuffTable(NamedTuple):
    """All that the table says."""

    rules: dict[str, RuffRule]
    overlaps: dict[str, tuple[Overlap, ...]]
    resemblances: tuple[Resemblance, ...]


@cache
def ruff_table() -> RuffTable:
    """The table; the overlaps are filed under our codes."""
    table = read_table("ruff_overlaps")
    rules = {code: _rule(code, row) for code, row in table["rules"].items()}
    overlaps: dict[str, tuple[Overlap, ...]] = {}
    for row in table["overlap"]:
        rule = rules[row["ruff"]]
        for code in row["fapi"]:
            overlap = Overlap(
                code,
                rule,
                row["shape"],
                frozenset(row.get("calls", ())),
                {name: frozenset(methods) for name, methods in row.get("methods", {}).items()},
                frozenset(row.get("receivers", ())),
                max(rule.since, parse_release(row.get("since", "0"))),
            )
            overlaps[code] = (*overlaps.get(code, ()), overlap)
    resemblances = tuple(
        Resemblance(tuple(row["fapi"]), tuple(row["ruff"]), row["difference"]) for row in table["resemblance"]
    )
    return RuffTable(rules, overlaps, resemblances)


def _rule(code: str, row: dict[str, Any]) -> RuffRule:
    def release(key: str) -> Release | None:
        return parse_release(row[key]) if key in row else None

    return RuffRule(
        code,
        row["name"],
        row["category"],
        parse_release(row["since"]),
        parse_release(row["stable_since"]),
        release("default_since"),
        release("preview_default_since"),
    )
