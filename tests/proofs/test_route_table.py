"""The model's table of routes says of every application in the examples what FastAPI itself says of it."""

from __future__ import annotations

import asyncio
import multiprocessing
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from compare_routes import compare, real_table
from example_cases import Case, cases
from import_example import PRELOADED
from imported_routes import applications_in, mounted_on, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

MAKES_APPLICATION = ("FastAPI(", "Starlette(")
CASES = [
    case
    for case in cases()
    if any(word in file.read_text("utf-8") for file in case.files for word in MAKES_APPLICATION)
]


def tables_of(folder: Path) -> list[tuple[str, str, dict[str, Any]]]:
    """Path, name and table of each application that a project's modules hold; for a process of its own."""
    roots = [root for root in (folder / "src", folder) if root.is_dir()]
    sys.path[:0] = [str(root) for root in roots]
    found: list[tuple[str, str, Any]] = []
    for file in sorted(folder.rglob("*.py")):
        root = next(root for root in roots if file.is_relative_to(root))
        parts = file.relative_to(root).with_suffix("").parts
        module = import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
        known = [app for _, _, app in found]
        found += [(str(file), name, app) for name, app in applications_in(module) if app not in known]
    mounted = [inner for _, _, app in found for inner in mounted_on(app)]
    return [
        (file, name, asyncio.run(table_of(app, is_started=False)))
        for file, name, app in found
        if app not in mounted
    ]


@pytest.fixture(scope="module")
def importer() -> Iterator[ProcessPoolExecutor]:
    """Starts a fresh process for each example, from one in which the large libraries are imported."""
    if sys.platform == "win32":
        context = multiprocessing.get_context("spawn")
    else:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(list(PRELOADED))
    with ProcessPoolExecutor(1, mp_context=context, max_tasks_per_child=1) as executor:
        yield executor


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
