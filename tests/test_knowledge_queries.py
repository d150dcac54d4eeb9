"""The table of queries agrees with the other tables and with the libraries it speaks of."""

from __future__ import annotations

from typing import Any

import pytest
from knowledge_inspection import MISSING, dotted, is_installed, member

from flake8_fastapi.knowledge.queries import (
    QueryCall,
    database_packages,
    declaring_rows,
    iterates_rows,
    may_give_none,
    query_call,
    query_methods,
)
from flake8_fastapi.knowledge.reader import Knowledge
from flake8_fastapi.knowledge.table_files import read_table

ROWS: dict[str, Any] = read_table("queries")
DECLARING = ROWS.pop("relationships")["functions"]
METHODS = ("rows", "single", "hands")


@pytest.mark.parametrize("cls", ROWS)
def test_rows_speak_of_classes_that_the_library_tables_have(cls: str) -> None:
    row = ROWS[cls]
    assert row.keys() <= {*METHODS, "missing", "iterable"}
    assert any(row.get(key) for key in row)
    listed = [method for key in METHODS for method in row.get(key, ())]
    assert len(listed) == len(set(listed))
    for key in (*METHODS, "missing"):
        assert row.get(key, []) == sorted(row.get(key, []))
    assert Knowledge().canonical(cls) == cls
    assert Knowledge().lineage(cls)


def test_questions() -> None:
    assert query_call(["sqlmodel.Session", "sqlalchemy.orm.Session"], "get") == QueryCall(True, False)
    assert query_call(["sqlmodel.Session", "sqlalchemy.orm.Session"], "exec") == QueryCall(True, True)
    assert query_call(["sqlalchemy.engine.Result"], "all") == QueryCall(False, True)
    assert query_call(["sqlalchemy.orm.Session"], "commit") is None
    assert query_call(["builtins.dict"], "get") is None
    assert may_give_none(["sqlmodel.Session", "sqlalchemy.orm.Session"], "get")
    assert not may_give_none(["sqlalchemy.orm.Session"], "get_one")
    assert iterates_rows(["sqlalchemy.orm.Query"])
    assert not iterates_rows(["sqlalchemy.orm.Session"])
    assert {"scalar", "find_one", "fetch_all"} <= query_methods()
    assert "fetchall" not in query_methods()
    assert {"sqlalchemy", "pymongo"} <= database_packages()
    assert declaring_rows() == set(DECLARING)


@pytest.mark.libraries
@pytest.mark.parametrize("function", DECLARING)
def test_installed_libraries_have_the_functions(function: str) -> None:
    assert callable(dotted(function))
    assert Knowledge().canonical(function) == function


@pytest.mark.libraries
@pytest.mark.parametrize("cls", ROWS)
def test_installed_libraries_have_the_methods(cls: str) -> None:
    if not is_installed(cls):
        pytest.skip("the library is not installed here")
    owner = dotted(cls)
    if owner is MISSING:
        # Listed under a spelling of our own, or under a name that the library hides.
        assert cls in {"sqlalchemy.engine.cursor.Result", "sqlalchemy.engine.interfaces.DBAPICursor"}
        return
    if cls.startswith("motor."):
        pytest.skip("Motor makes its methods when a client is made")
    for key in (*METHODS, "missing"):
        for method in ROWS[cls].get(key, ()):
            assert member(owner, method) is not MISSING, f"{cls}.{method}"
