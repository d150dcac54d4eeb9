"""The one reader of ``queries.toml``: which calls send a query, and what holds its rows."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from flake8_fastapi.knowledge.table_files import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable

OF_NO_CLASS = ("relationships", "results", "packages")
"""The parts of the table that speak of no class."""


class QueryCall(NamedTuple):
    """What one method does: whether it sends a query, and whether it gives rows or a document."""

    sends: bool
    gives_rows: bool
    gives_document: bool = False


@cache
def _content() -> dict[str, dict[str, Any]]:
    return read_table("queries")


@cache
def _classes() -> dict[str, dict[str, Any]]:
    return {cls: row for cls, row in _content().items() if cls not in OF_NO_CLASS}


@cache
def _rows() -> dict[str, dict[str, QueryCall]]:
    kinds = {"rows": QueryCall(True, True), "single": QueryCall(True, False), "hands": QueryCall(False, True)}
    return {
        cls: {
            method: call._replace(gives_document=method in row.get("document", ()))
            for kind, call in kinds.items()
            for method in row.get(kind, ())
        }
        for cls, row in _classes().items()
    }


@cache
def _iterable() -> frozenset[str]:
    return frozenset(cls for cls, row in _classes().items() if row.get("iterable"))


@cache
def declaring_rows() -> frozenset[str]:
    """The functions by which a model declares an attribute that holds rows of another."""
    return frozenset(_content()["relationships"]["functions"])


@cache
def declaring_awaited() -> frozenset[str]:
    """The functions by which a model declares an attribute that is awaited for its one row."""
    return frozenset(_content()["relationships"]["awaited"])


@cache
def loading_methods() -> frozenset[str]:
    """The methods that fetch together what relationships of rows hold."""
    return frozenset(_content()["relationships"]["loading"])


@cache
def attributes_with_rows() -> frozenset[str]:
    """What the rows are called in the object or dictionary that a query gives."""
    return frozenset(_content()["results"]["attributes"])


def query_call(lineage: Iterable[str], method: str) -> QueryCall | None:
    """What a method does, by the names of its class and bases, nearest first; None where it is no query."""
    for cls in lineage:
        found = _rows().get(cls, {}).get(method)
        if found is not None:
            return found
    return None


@cache
def _missing() -> dict[str, frozenset[str]]:
    return {cls: frozenset(row.get("missing", ())) for cls, row in _classes().items()}


def may_give_none(lineage: Iterable[str], method: str) -> bool:
    """Whether a method gives None where there is no such row, by the names of its class and bases."""
    return any(method in _missing().get(cls, ()) for cls in lineage)


def query_when_awaited(lineage: Iterable[str]) -> QueryCall | None:
    """What awaiting an object sends, by the names of its class and bases; None where it sends nothing."""
    for cls in lineage:
        kind = _classes().get(cls, {}).get("awaited")
        if kind is not None:
            return QueryCall(True, kind == "rows", kind == "document")
    return None


def is_sent_by_iterating(lineage: Iterable[str], is_async: bool) -> bool:
    """Whether a loop over an object sends it, by the names of its class and bases.

    ``is_async`` for ``async for``.
    """
    loop = "async for" if is_async else "for"
    return any(_classes().get(cls, {}).get("iterated") == loop for cls in lineage)


def iterates_rows(lineage: Iterable[str]) -> bool:
    """Whether iterating an object gives rows, by the names of its class and bases."""
    return not _iterable().isdisjoint(lineage)


@cache
def query_methods() -> frozenset[str]:
    """The names of all methods that send a query, but for those of the packages of ``model_packages``."""
    return frozenset(
        name
        for cls, row in _rows().items()
        if _package(cls) not in model_packages()
        for name, call in row.items()
        if call.sends
    )


@cache
def model_packages() -> frozenset[str]:
    """The import packages whose models are asked themselves, as in ``User.get(...)``."""
    return frozenset(_package(cls) for cls, row in _classes().items() if "begins" in row)


@cache
def model_methods(package: str) -> frozenset[str]:
    """The names of methods and attributes by which the text of a function may ask the models of a package."""
    own = [row for cls, row in _classes().items() if _package(cls) == package]
    return frozenset(
        name for row in own for kind in ("rows", "single", "begins") for name in row.get(kind, ())
    )


@cache
def database_packages() -> frozenset[str]:
    """The import packages whose classes are listed, or that give objects of such."""
    return frozenset({*map(_package, _rows()), *_content()["packages"]["others"]})


def _package(cls: str) -> str:
    return cls.partition(".")[0]
