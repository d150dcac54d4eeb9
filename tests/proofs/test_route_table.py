"""The model's table of routes says of every application in the examples what FastAPI itself says of it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from compare_routes import compare, real_table
from example_cases import Case, cases
from example_tables import tables_of

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

MAKES_APPLICATION = ("FastAPI(", "Starlette(")
CASES = [
    case
    for case in cases()
    if any(word in file.read_text("utf-8") for file in case.files for word in MAKES_APPLICATION)
]


@pytest.mark.real
@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_table_is_that_of_fastapi(case: Case, importer: ProcessPoolExecutor, tmp_path: Path) -> None:
    folder = tmp_path.resolve() / "project"
    if case.path.is_dir():
        shutil.copytree(case.path, folder, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        folder.mkdir()
        shutil.copy(case.path, folder)
    (folder / "pyproject.toml").touch()
    for file, name, printed in importer.submit(tables_of, folder).result(timeout=120):
        found = compare(folder, Path(file), name, real_table(printed))
        mistakes = {
            "missing": found.missing,
            "wrong": found.wrong,
            "undocumented": found.undocumented,
            "other kind": found.other_kind,
            "other dependencies": found.other_dependencies,
            "other response model": found.other_response_model,
        }
        assert {what: which for what, which in mistakes.items() if which} == {}
