"""FastAPI and Starlette have the names that the model looks for, and nobody writes them twice."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

import pytest

from flake8_fastapi.model import framework_names

NAMES = sorted(
    {
        name
        for value in vars(framework_names).values()
        for name in (value if isinstance(value, frozenset) else (value,))
        if isinstance(name, str) and name.startswith(("fastapi.", "starlette."))
    }
)
PACKAGE = Path(framework_names.__file__).parent.parent


@pytest.mark.libraries
@pytest.mark.parametrize("name", NAMES)
def test_they_exist(name: str) -> None:
    module, _, attribute = name.rpartition(".")
    assert hasattr(import_module(module), attribute)


@pytest.mark.libraries
def test_verbs_are_decorators_of_applications_and_routers() -> None:
    for name in ("fastapi.FastAPI", "fastapi.APIRouter"):
        module, _, attribute = name.rpartition(".")
        owner = getattr(import_module(module), attribute)
        assert all(callable(getattr(owner, verb)) for verb in framework_names.VERBS)


def test_no_other_file_has_the_same_set_of_names() -> None:
    known = [value for value in vars(framework_names).values() if isinstance(value, frozenset)]
    twice = []
    for path in sorted(PACKAGE.rglob("*.py")):
        if path == Path(framework_names.__file__) or "beside_ruff" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Set) and all(isinstance(each, ast.Constant) for each in node.elts):
                if frozenset(each.value for each in node.elts if isinstance(each, ast.Constant)) in known:
                    twice.append(f"{path.relative_to(PACKAGE)}:{node.lineno}")
    assert twice == []
