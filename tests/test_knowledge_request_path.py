"""The table of what is made once agrees with the other tables and with the libraries it speaks of."""

from __future__ import annotations

import importlib
import tomllib
from pathlib import Path
from typing import Any

import pytest
from knowledge_inspection import MISSING, dotted, is_installed

from flake8_fastapi.knowledge.reader import LIBRARIES, Knowledge
from flake8_fastapi.knowledge.request_path import kind_of, names_of, sharing_arguments, words_of
from flake8_fastapi.knowledge.table_files import read_table

ROWS: dict[str, Any] = read_table("request_path")
KEYS = {"names", "other_names", "shared", "methods", "packages", "unpickled_by", "predicting"}
NAMES = sorted(name for row in ROWS.values() for name in row["names"])

OF_OLDER_PYDANTIC = "pydantic.BaseSettings"
"""Moved to another package since; the pydantic of today says so when it is asked for it."""

OF_OLDER_VERSIONS = {"cv2.dnn.readNetFromCaffe", "cv2.dnn.readNetFromDarknet"}
"""OpenCV 5 has left these formats behind; most applications have an OpenCV 4."""


def test_kinds_and_keys_are_known() -> None:
    assert set(ROWS) == {"engine", "client", "model", "environment", "settings"}
    for row in ROWS.values():
        assert row.keys() <= KEYS
        assert ("methods" in row) == ("packages" in row)


def test_no_name_is_listed_twice() -> None:
    assert len(NAMES) == len(set(NAMES))


@pytest.mark.parametrize("name", NAMES)
def test_names_are_canonical(name: str) -> None:
    assert Knowledge().canonical(name) == name


def test_other_names_are_all_that_the_words_of_the_names_do_not_find() -> None:
    knowledge = Knowledge()
    missing: dict[str, set[tuple[str, str]]] = {kind: set() for kind in ROWS}
    for file in Path(LIBRARIES).glob("*.toml"):
        table = tomllib.loads(file.read_text())
        for alias in table.get("formerly", {}) | table.get("aliases", {}):
            meant = knowledge.canonical(alias)
            for kind, row in ROWS.items():
                for name in row["names"]:
                    if name == meant or name.startswith(f"{meant}."):
                        words = _words(alias + name[len(meant) :])
                        if words not in map(_words, row["names"]):
                            missing[kind].add(words)
    assert missing == {kind: {*map(_words, row.get("other_names", ()))} for kind, row in ROWS.items()}


def _words(name: str) -> tuple[str, str]:
    """The package and the last part of a name, which a file that makes such a thing mentions."""
    return name.partition(".")[0], name.rpartition(".")[2]


def test_questions() -> None:
    assert kind_of("httpx.AsyncClient") == "client"
    assert kind_of("transformers.AutoModel.from_pretrained") == "model"
    assert kind_of("own.AutoModel.from_pretrained") is None
    assert kind_of("httpx.get") is None
    assert "from_pretrained" in words_of("model")["transformers"]
    assert "load_model" in words_of("model")["tensorflow"]
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
    if name in OF_OLDER_VERSIONS:
        return
    assert dotted(name) is not MISSING
