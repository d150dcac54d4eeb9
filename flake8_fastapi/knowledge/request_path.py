"""What should be made or read once for an application and not for each request, by its name."""

from __future__ import annotations

from functools import cache

from flake8_fastapi.knowledge.table_files import read_table


@cache
def _rows() -> dict[str, dict[str, list[str]]]:
    return read_table("request_path")


@cache
def _tables() -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    content = _rows()
    names = {name: kind for kind, row in content.items() for name in row["names"]}
    methods = {
        (package, method): kind
        for kind, row in content.items()
        for package in row.get("packages", ())
        for method in row.get("methods", ())
    }
    return names, methods


def kind_of(name: str) -> str | None:
    """``engine``, ``client``, ``model``, ``environment`` or ``settings`` for what a call gives; else None.

    ``name`` is the canonical dotted name of the function or class that is called.
    """
    names, methods = _tables()
    kind = names.get(name)
    if kind is None:
        head, _, last = name.rpartition(".")
        kind = methods.get((head.partition(".")[0], last)) if head else None
    return kind


def loads_anything(name: str) -> bool:
    """Whether a function loads whatever was saved, so that only its use tells whether that is a model."""
    return name in _rows()["model"]["unpickled_by"]


@cache
def predicting_methods() -> frozenset[str]:
    """The methods that only models have, and what prepares data for them."""
    return frozenset(_rows()["model"]["predicting"])


@cache
def sharing_arguments() -> dict[str, frozenset[str]]:
    """By kind, the keyword arguments that hand in what would be dear to make."""
    return {kind: frozenset(row["shared"]) for kind, row in _rows().items() if "shared" in row}


@cache
def words_of(kind: str) -> dict[str, frozenset[str]]:
    """By import package, the words of which a text has one wherever something of this kind is made."""
    names, methods = _tables()
    words: dict[str, set[str]] = {}
    row = _rows()[kind]
    for name in (*row.get("other_names", ()), *row.get("unpickled_by", ())):
        words.setdefault(name.partition(".")[0], set()).add(name.rpartition(".")[2])
    objects = {owner for owner, _, last in (name.rpartition(".") for name in names) if last.startswith("__")}
    for name, each in names.items():
        if each == kind:
            # What an object does is said by naming the object: nearly every file has a ``get``.
            owner = name.rpartition(".")[0]
            parts = (owner if owner in objects else name).split(".")
            words.setdefault(parts[0], set()).add(parts[-1])
    for (package, method), each in methods.items():
        if each == kind:
            words.setdefault(package, set()).add(method)
    return {package: frozenset(each) for package, each in words.items()}


def names_of(kind: str) -> frozenset[str]:
    """All listed names of a kind."""
    return frozenset(name for name, each in _tables()[0].items() if each == kind)
