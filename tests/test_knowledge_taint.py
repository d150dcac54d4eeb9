"""The tables of sources and sinks speak of things that exist."""

from __future__ import annotations

from typing import Any

import pytest
from knowledge_inspection import MISSING, dotted, is_installed, member

from flake8_fastapi.knowledge.reader import Knowledge
from flake8_fastapi.knowledge.taint import FAMILIES, Sink, read, tables

TABLE = read()
ROWS: list[dict[str, Any]] = [row for family in FAMILIES for row in TABLE[family]]
CLASSES = sorted({cls for row in ROWS for cls in row.get("classes", ())})
FUNCTIONS = sorted(
    {name for row in ROWS for name in row.get("functions", ())}
    | {*TABLE["passing"]["functions"], *TABLE["passing"]["paths"]}
)
KEYS = {
    "functions", "classes", "methods", "methods_anywhere", "argument", "from_argument", "keywords", "kind",
    "receiver", "joins", "stores", "is_part", "composed_by", "item",
}  # fmt: skip
MADE_AT_RUN_TIME = {"botocore.client.BaseClient": {"upload_fileobj", "upload_file"}}

GENERATORS = {"stream", "iterate"}
"""Asynchronous generators neither block nor are awaited: the libraries' tables have no place for them."""


@pytest.mark.parametrize("cls", CLASSES)
def test_classes_are_canonical(cls: str) -> None:
    """Types carry canonical names, so another spelling would never match."""
    knowledge = Knowledge()
    assert knowledge.canonical(cls) == cls
    assert knowledge.is_class(cls)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_are_canonical(name: str) -> None:
    assert Knowledge().canonical(name) == name


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if is_installed(name)])
def test_functions_exist(name: str) -> None:
    assert dotted(name) is not MISSING


@pytest.mark.parametrize(
    ("cls", "method"),
    [
        (cls, method)
        for row in ROWS
        for cls in row.get("classes", ())
        for method in row["methods"]
        if is_installed(cls) and method not in MADE_AT_RUN_TIME.get(cls, ())
    ],
)
def test_methods_exist(cls: str, method: str) -> None:
    assert dotted(f"{cls}.{method}") is not MISSING


@pytest.mark.parametrize(
    ("cls", "method"),
    [
        (cls, method)
        for row in TABLE["sql"]
        for cls in row.get("classes", ())
        for method in row["methods"]
        if not is_installed(cls) and method not in GENERATORS
    ],
)
def test_other_methods_are_listed(cls: str, method: str) -> None:
    """What is not installed here is in the tables of the libraries, which were held against them."""
    lineage = Knowledge().lineage(cls)
    assert any(facts.mentions(method) or method in facts.rows.get("returns", {}) for facts in lineage)


@pytest.mark.parametrize("name", [name for name in TABLE["sources"] if is_installed(name)])
def test_sources_exist(name: str) -> None:
    owner, _, attribute = name.rpartition(".")
    found = dotted(owner)
    assert found is not MISSING
    assert member(found, attribute) is not MISSING


@pytest.mark.parametrize("name", [name for name in TABLE["caught"] if is_installed(name)])
def test_caught_exceptions_exist(name: str) -> None:
    assert issubclass(dotted(name), Exception)
    assert Knowledge().canonical(name) == name
    assert all(member(dotted(name), attribute) is not MISSING for attribute in TABLE["caught"][name])


def test_rows_have_known_keys() -> None:
    assert [sorted(row.keys() - KEYS) for row in ROWS if row.keys() - KEYS] == []
    assert all(("classes" in row) == ("methods" in row) for row in ROWS)


def test_reading() -> None:
    known = tables()
    assert known.methods["sqlite3.Cursor", "execute"] == [Sink("sql", 0, ("sql", "sql_script"))]
    assert known.functions["sqlalchemy.literal_column"][0].is_part
    assert known.functions["os.path.join"] == [
        Sink("path", None, (), from_argument=1, joins=True),
    ]
    assert known.words["target"] >= {"RedirectResponse", "get", "stream"}
    assert "get" not in known.function_words["target"]
    assert known.source_names >= {"filename", "query_params"}
