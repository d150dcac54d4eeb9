"""The table of what leaves no row out agrees with the other tables and with the libraries it speaks of."""

from __future__ import annotations

from typing import Any

import pytest
from knowledge_inspection import MISSING, dotted, is_installed, member

from flake8_fastapi.knowledge.reader import Knowledge
from flake8_fastapi.knowledge.table_files import read_table
from flake8_fastapi.knowledge.whole_tables import whole_tables

ROWS: dict[str, Any] = read_table("whole_tables")
OF_DATABASES: dict[str, Any] = read_table("queries")
METHODS = {cls: names for part in ("models", "fetches", "named") for cls, names in ROWS[part].items()}
DOTTED = sorted({*ROWS["keeps"]["functions"], *ROWS["keeps"]["classes"], *METHODS, *ROWS["managers"]})


def test_questions() -> None:
    table = whole_tables()
    assert table.begins_query(["app.models.User", "peewee.Model"], "select")
    assert not table.begins_query(["app.models.User", "peewee.Model"], "get")
    assert table.is_manager(["app.models.User", "ormar.Model"], "objects")
    assert not table.is_manager(["app.models.User", "peewee.Model"], "objects")
    assert table.sending < table.executing
    assert not table.taking & table.executing


@pytest.mark.parametrize("name", DOTTED)
def test_names_are_canonical(name: str) -> None:
    assert Knowledge().canonical(name) == name


@pytest.mark.libraries
@pytest.mark.parametrize("name", DOTTED)
def test_installed_libraries_have_the_name(name: str) -> None:
    if not is_installed(name):
        pytest.skip("the library is not installed here")
    assert dotted(name) is not MISSING


@pytest.mark.libraries
@pytest.mark.parametrize("cls", METHODS)
def test_classes_have_the_methods(cls: str) -> None:
    if not is_installed(cls):
        pytest.skip("the library is not installed here")
    for method in METHODS[cls]:
        assert member(dotted(cls), method) is not MISSING


@pytest.mark.libraries
@pytest.mark.parametrize("key", ["executing", "sending", "taking"])
def test_some_class_of_a_database_has_each_method(key: str) -> None:
    owners = [dotted(cls) for cls in OF_DATABASES if is_installed(cls)]
    owners = [owner for owner in owners if isinstance(owner, type)]
    listed = {
        name for cls, row in OF_DATABASES.items() if not is_installed(cls) for name in row.get("rows", ())
    }
    for method in ROWS["statements"][key]:
        assert method in listed or any(member(owner, method) is not MISSING for owner in owners), method
