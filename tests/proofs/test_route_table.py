"""The model's table of routes says of every example about routes what FastAPI itself says of it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from example_cases import EXAMPLES, Case, cases
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.routing import Mount, WebSocketRoute

from flake8_fastapi.model.project import Project
from flake8_fastapi.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import LoadExample

CODES = ("FAPI901", "FAPI902", "FAPI903", "FAPI904", "FAPI914", "FAPI919", "FAPI920")
ROUTES = [case for case in cases() if case.code in CODES]

Line = tuple[str, str, str]
"""A method, a full path, and the name of the handler."""


def told_by_fastapi(app: FastAPI, prefix: str = "") -> set[Line]:
    """The routes of a running application, without those of its documentation."""
    found: set[Line] = set()
    for context in iter_route_contexts(app.routes):
        route: Any = context.original_route
        if isinstance(route, Mount):
            if isinstance(route.app, FastAPI):
                found |= told_by_fastapi(route.app, prefix + route.path)
            continue
        path, name = prefix + str(context.path), getattr(context.endpoint, "__name__", "")
        if path in ("/openapi.json", "/docs", "/docs/oauth2-redirect", "/redoc"):
            continue
        methods = {"WEBSOCKET"} if isinstance(route, WebSocketRoute) else context.methods or {"GET"}
        if "GET" in methods:
            methods = set(methods) - {"HEAD"}
        found |= {(method, path, name) for method in methods}
    return found


def told_by_model(folder: Path, name: str) -> tuple[set[Line], int]:
    """The routes that the model is sure of for a file's application, and the number of the others.

    Those stand below a prefix that is computed, or in a branch.
    """
    file = folder / f"{name}.py"
    project = Project.containing(str(file), Settings())
    module = project.module_at(str(file.resolve()))
    app = project.routing.resolver.object_in(module, "app")
    assert app is not None, "the model does not know the application"
    sure: set[Line] = set()
    unsure = 0
    for entry in project.routing.table.served_by(app):
        assert entry.route.handler is not None
        if "<" in entry.path or any(place.suites for place in entry.places):
            unsure += 1
            continue
        sure |= {(method, entry.path, entry.route.handler.name) for method in entry.route.methods or ()}
    return sure, unsure


@pytest.mark.real
@pytest.mark.parametrize("case", ROUTES, ids=str)
def test_the_table_is_that_of_fastapi(case: Case, load_example: LoadExample, tmp_path: Path) -> None:
    is_folder = case.path.is_dir()
    name = "main" if is_folder else case.path.stem
    folder = tmp_path / "project"
    if is_folder:
        shutil.copytree(case.path, folder, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        folder.mkdir()
        shutil.copy(EXAMPLES / case.code / case.path.name, folder)
    (folder / "pyproject.toml").touch()
    module = load_example(case.code, case.path.name, "main") if is_folder else load_example(case.code, name)
    app = getattr(module, "app", None)
    if not isinstance(app, FastAPI):
        pytest.skip("the example has no application at module level")
    sure, unsure = told_by_model(folder, name)
    told = told_by_fastapi(app)
    assert sure - told == set()
    assert len(told - sure) <= unsure
