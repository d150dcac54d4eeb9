"""The table of resources keeps to its format, to the other tables, and to the libraries it speaks of."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import Any

import pytest
from knowledge_inspection import MISSING, dotted, is_installed

from flake8_fastapi.knowledge.reader import Knowledge
from flake8_fastapi.knowledge.resources import resource_table
from flake8_fastapi.knowledge.table_files import read_table

ROWS: dict[str, Any] = read_table("resources")
CLASSES = {name: row for name, row in ROWS.items() if name != "functions"}
KEYS = {
    "kind", "opened_by", "closed_by", "borrowed_by", "taken_back_by", "with_leaves_open",
    "with_releases", "unless",
}  # fmt: skip
KINDS = {"session", "connection", "cursor", "client", "pool", "file"}
each_class = pytest.mark.parametrize("cls", sorted(CLASSES))


def names_of(cls: str) -> list[str]:
    """All dotted names that a row gives, methods that close included."""
    row = CLASSES[cls]
    listed = [*row["opened_by"], *row.get("borrowed_by", ()), *row.get("taken_back_by", ())]
    return [cls, *(name.removesuffix(".__call__") for name in listed)]


@each_class
def test_row_keeps_to_the_format(cls: str) -> None:
    row = CLASSES[cls]
    assert row.keys() - KEYS == set()
    assert row["kind"] in KINDS
    assert row["opened_by"]
    assert row["closed_by"]


@each_class
def test_other_tables_know_the_class_and_what_opens_it(cls: str) -> None:
    knowledge = Knowledge()
    assert knowledge.is_class(cls)
    for name in names_of(cls):
        assert knowledge.canonical(name) == name
        owner, _, method = name.rpartition(".")
        known = knowledge.is_class(name) or knowledge.is_class(owner)
        assert known or knowledge.function(name) is not None, f"no table knows {name}, {method}"


@pytest.mark.libraries
@each_class
def test_names_exist(cls: str) -> None:
    if not is_installed(cls):
        pytest.skip(f"{cls} is not installed")
    assert [name for name in names_of(cls) if is_installed(name) and dotted(name) is MISSING] == []
    owner = dotted(cls)
    methods = [*CLASSES[cls]["closed_by"], *CLASSES[cls].get("with_releases", ())]
    assert [method for method in methods if not hasattr(owner, method)] == []


@pytest.mark.libraries
def test_what_cannot_be_a_manager_has_no_word_about_with() -> None:
    for cls, row in CLASSES.items():
        if row.get("with_leaves_open") and is_installed(cls) and isinstance(dotted(cls), type):
            assert hasattr(dotted(cls), "__exit__") or hasattr(dotted(cls), "__aexit__"), cls


def test_with_of_sqlite_leaves_the_connection_open() -> None:
    connection = sqlite3.connect(":memory:")
    with connection:
        connection.execute("SELECT 1")
    assert connection.execute("SELECT 1").fetchone() == (1,)
    with contextlib.closing(connection):
        pass
    with pytest.raises(sqlite3.ProgrammingError):
        connection.execute("SELECT 1")


def test_functions_exist() -> None:
    for name in (*ROWS["functions"]["borrow"], *ROWS["functions"]["close"]):
        if is_installed(name):
            assert dotted(name) is not MISSING, name


def test_reader_finds_rows_by_what_opens_them() -> None:
    table = resource_table()
    assert table.openers["psycopg2.connect"].with_leaves_open
    assert table.openers["asyncpg.Pool.acquire"].is_borrowed
    assert not table.openers["asyncpg.connect"].is_borrowed
    assert "asyncpg.Pool.release" in table.take_back
