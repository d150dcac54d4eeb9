"""The table of what is made once agrees with the other tables and with the libraries it speaks of."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from knowledge_inspection import MISSING, dotted, is_installed

from flake8_fastapi.knowledge.reader import Knowledge
from flake8_fastapi.knowledge.request_path import kind_of, names_of, sharing_arguments, words_of
from flake8_fastapi.knowledge.table_files import read_table

ROWS: dict[str, Any] = read_table("request_path")
NAMES = sorted(name for row in ROWS.values() for name in row["names"])

OF_OLDER_PYDANTIC = "pydantic.BaseSettings"
"""Moved to another package since; the pydantic of today says so when it is asked for it."""


def test_kinds_and_keys_are_known() -> None:
    assert set(ROWS) == {"engine", "client", "model", "environment", "settings"}
    for row in ROWS.values():
        assert row.keys() <= {"names", "shared", "methods", "packages"}
        assert ("methods" in row) == ("packages" in row)


def test_no_name_is_listed_twice() -> None:
    assert len(NAMES) == len(set(NAMES))


@pytest.mark.parametrize("name", NAMES)
def test_names_are_canonical(name: str) -> None:
    assert Knowledge().canonical(name) == name


def test_questions() -> None:
    assert kind_of("httpx.AsyncClient") == "client"
    assert kind_of("transformers.AutoModel.from_pretrained") == "model"
    assert kind_of("own.AutoModel.from_pretrained") is None
    assert kind_of("httpx.get") is None
    assert "from_pretrained" in words_of("model")["transformers"]
    assert {"getenv", "environ"} <= words_of("environment")["os"]
    assert "sqlalchemy.create_engine" in names_of("engine")
    assert "transport" in sharing_arguments()["client"]
    assert "engine" not in sharing_arguments()


@pytest.mark.libraries
@pytest.mark.parametrize("name", NAMES)
def test_installed_libraries_have_the_name(name: str) -> None:
    if not is_installed(name):
        pytest.skip("the library is not installed here")
    if name == OF_OLDER_PYDANTIC:
        with pytest.raises(ImportError, match="pydantic-settings"):
            vars(importlib.import_module("pydantic"))["__getattr__"]("BaseSettings")
        return
    assert dotted(name) is not MISSING
