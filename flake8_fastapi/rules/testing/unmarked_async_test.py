"""FAPI708: an async test that nothing runs."""

from __future__ import annotations

import ast
import os
import re
from typing import TYPE_CHECKING

from flake8_fastapi.model.class_bases import base_types
from flake8_fastapi.model.testing.configuration import runs_async_tests_by_itself
from flake8_fastapi.model.testing.fixtures import conftests, requested_by
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

TEST_FILE = re.compile(r"test_.*\.py$|.*_test\.py$")
HARMLESS_MARKS = frozenset(
    {"parametrize", "skip", "skipif", "xfail", "usefixtures", "filterwarnings", "slow", "integration", "unit"}
)
"""Marks of pytest's own, and common labels, that run no coroutine."""
BACKEND = "anyio_backend"


class UnmarkedAsyncTest(Rule):
    """An ``async def test_...`` with neither a marker nor a mode that makes pytest run it.

    Why: pytest cannot run coroutines by itself. Since pytest 8.4 such a test fails; before, it was
    skipped with a warning, and tested nothing.

    Cure: ``@pytest.mark.anyio`` (the plugin comes with FastAPI's dependency anyio) or
    ``@pytest.mark.asyncio``; or ``asyncio_mode = "auto"`` in pytest's configuration.

    Exempt: a mark on the function, its class or file; ``asyncio_mode`` and ``anyio_mode`` in any
    configuration file, command or workflow of the project; plugins with ways of their own; hooks
    in a conftest; functions that their file runs itself, as a script; tests that use the fixture
    ``anyio_backend``; test classes of unittest; other decorators; packages that were built or installed
    without their configuration of pytest.

    Cannot see: options that are given by hand.

    Source: the guide marks its async test (line 421); pytest 9 fails an unmarked one.
    """

    code = "FAPI708"
    name = "unmarked-async-test"
    message = "pytest cannot run async def {name}(): mark it with pytest.mark.anyio or set asyncio_mode"
    guide = "Testing Best Practices"
    gate = ("async def test",)

    def visit_AsyncFunctionDef(self, function: ast.AsyncFunctionDef) -> None:
        """Report a test that has no marker."""
        if not function.name.startswith("test") or not TEST_FILE.match(os.path.basename(self.module.path)):
            return
        parent = self.module.index.parent(function)
        if isinstance(parent, ast.ClassDef):
            if not parent.name.startswith("Test") or base_types(self.module, parent):
                return
            if not isinstance(self.module.index.parent(parent), ast.Module):
                return
        elif not isinstance(parent, ast.Module):
            return
        if self._has_marker(function, parent) or runs_async_tests_by_itself(self.module.project):
            return
        if self._is_called(function):
            return
        requested = requested_by(self.module, function)
        asks_for_backend = BACKEND in {each.arg for each in function.args.args}
        if requested.is_complete and not asks_for_backend and not self._has_hook():
            if not any(_asks_for_backend(each.definition.node()) for each in requested.fixtures):
                self.report(function, name=function.name)

    def _has_marker(self, function: ast.AsyncFunctionDef, parent: ast.AST) -> bool:
        """Whether there is any decorator or mark that may run the test."""
        decorators = list(function.decorator_list)
        if isinstance(parent, ast.ClassDef):
            decorators += parent.decorator_list
            if any("pytestmark" in _targets(statement) for statement in parent.body):
                return True
        if self.module.lookup("pytestmark"):
            return True
        return not all(self._is_harmless(decorator) for decorator in decorators)

    def _is_called(self, function: ast.AsyncFunctionDef) -> bool:
        """Whether the file runs it by itself, as scripts do: ``asyncio.run(test_all())``."""
        index = self.module.index
        return any(
            isinstance(call.func, ast.Name)
            and call.func.id == function.name
            and not getattr(index.function_around(call), "name", "").startswith("test")
            for call in index.of_kind(ast.Call)
        )

    def _is_harmless(self, decorator: ast.expr) -> bool:
        name = ast.unparse(decorator.func if isinstance(decorator, ast.Call) else decorator)
        return name.startswith("pytest.mark.") and name.rpartition(".")[2] in HARMLESS_MARKS

    def _has_hook(self) -> bool:
        """Whether a conftest changes how tests are collected or called."""
        return any(
            function.name.startswith(
                ("pytest_collection", "pytest_pyfunc", "pytest_pycollect", "pytest_runtest")
            )
            or function.name in ("pytest_itemcollected", "pytest_configure", "pytest_generate_tests")
            for source in conftests(self.module)
            for function in source.skeleton.functions
        )


def _asks_for_backend(function: ast.AST) -> bool:
    arguments = getattr(function, "args", None)
    return isinstance(arguments, ast.arguments) and BACKEND in {each.arg for each in arguments.args}


def _targets(statement: ast.stmt) -> Iterator[str]:
    if isinstance(statement, ast.Assign):
        for target in statement.targets:
            if isinstance(target, ast.Name):
                yield target.id
