"""The table of queries agrees with the other tables and with the libraries it speaks of."""

from __future__ import annotations

from typing import Any

import pytest
from knowledge_inspection import MISSING, dotted, is_installed, member

from flake8_fastapi.knowledge.queries import (
    QueryCall,
    attributes_with_rows,
    database_packages,
    declaring_awaited,
    declaring_rows,
    is_sent_by_iterating,
    iterates_rows,
    may_give_none,
    model_methods,
    model_packages,
    query_call,
    query_methods,
    query_when_awaited,
)
from flake8_fastapi.knowledge.reader import Knowledge
from flake8_fastapi.knowledge.table_files import read_table

ROWS: dict[str, Any] = read_table("queries")
DECLARING = ROWS.pop("relationships")
RESULTS = ROWS.pop("results")
OTHERS = ROWS.pop("packages")["others"]
METHODS = ("rows", "single", "hands")
NAMES = (*METHODS, "document", "missing", "begins")


@pytest.mark.parametrize("cls", ROWS)
def test_rows_speak_of_classes_that_the_library_tables_have(cls: str) -> None:
    row = ROWS[cls]
    assert row.keys() <= {*NAMES, "iterable", "iterated", "awaited"}
    assert row.get("iterated") in (None, "for", "async for")
    assert row.get("awaited") in (None, "rows", "single", "document")
    assert {*row.get("document", ())} <= {*row.get("single", ())}
    assert any(row.get(key) for key in row)
    listed = [method for key in METHODS for method in row.get(key, ())]
    assert len(listed) == len(set(listed))
    for key in NAMES:
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
    assert query_call(["pymongo.collection.Collection"], "find_one") == QueryCall(True, False, True)
    assert {"sqlalchemy", "pymongo", *OTHERS} <= database_packages()
    assert "exists" not in query_methods()
    assert declaring_rows() == set(DECLARING["functions"])
    assert declaring_awaited() == set(DECLARING["awaited"])
    assert attributes_with_rows() == set(RESULTS["attributes"])


def test_questions_about_models() -> None:
    assert query_when_awaited(["tortoise.queryset.QuerySet"]) == QueryCall(True, True)
    assert query_when_awaited(["tortoise.queryset.QuerySetSingle"]) == QueryCall(True, False)
    assert query_when_awaited(["beanie.odm.queries.find.FindOne"]) == QueryCall(True, False, True)
    assert query_when_awaited(["sqlalchemy.orm.Query"]) is None
    assert is_sent_by_iterating(["peewee.ModelSelect", "peewee.SelectBase"], is_async=False)
    assert is_sent_by_iterating(["tortoise.fields.ReverseRelation"], is_async=True)
    assert not is_sent_by_iterating(["tortoise.fields.ReverseRelation"], is_async=False)
    assert not is_sent_by_iterating(["sqlalchemy.engine.Result"], is_async=False)
    assert {"tortoise", "beanie", "peewee"} <= model_packages()
    assert "sqlalchemy" not in model_packages()
    assert {"filter", "fetch_related", "get_or_none"} <= model_methods("tortoise")
    assert "find_one" not in model_methods("tortoise")


@pytest.mark.libraries
@pytest.mark.parametrize("function", [*DECLARING["functions"], *DECLARING["awaited"]])
def test_installed_libraries_have_the_functions(function: str) -> None:
    if not is_installed(function):
        pytest.skip("the library is not installed here")
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
    if cls.startswith(("motor.", "boto3.")):
        pytest.skip("the methods are made when a client is")
    for key in NAMES:
        for method in ROWS[cls].get(key, ()):
            if (cls, method) == ("mongoengine.Document", "objects"):
                continue  # each class is given one when it is made
            assert member(owner, method) is not MISSING, f"{cls}.{method}"
