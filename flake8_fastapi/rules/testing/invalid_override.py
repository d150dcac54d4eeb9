"""FAPI703: an override that FastAPI cannot call as a dependency."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.configuration.places import place_of
from flake8_fastapi.model.configuration.resolver import ConfiguredValues
from flake8_fastapi.model.definitions import ClassDefinition
from flake8_fastapi.model.dependency_graph.callables import surely_lacks_call
from flake8_fastapi.model.observation import argument, has_unpacking
from flake8_fastapi.model.types import (
    Constant,
    Coroutine,
    Entries,
    FunctionObject,
    Generator,
    Instance,
    Manager,
    Type,
)
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.testing.overrides import DependencyOverride

MOCKS = frozenset(
    f"{module}.{name}" for module in ("unittest.mock", "mock") for name in ("Mock", "MagicMock", "AsyncMock")
)
SESSIONS = role("orm-sessions").names
TAKING_ANYTHING = role("takes-any-keywords").names
DISPLAYS = (ast.Dict, ast.List, ast.Set, ast.Tuple, ast.JoinedStr, ast.DictComp, ast.ListComp, ast.SetComp)


class InvalidOverride(Rule):
    """The value of an override is no callable that FastAPI can use as a dependency.

    Why: FastAPI reads its signature and calls it. A called dependency, an object or None is a
    ``TypeError`` at the request; a ``Mock`` or ``lambda *a, **k`` has the parameters ``args`` and
    ``kwargs``, which become required query parameters: status 422, and so has a ``sessionmaker``; a
    function under ``contextmanager`` gives its manager, or nothing that works.

    Cure: the function itself, or ``lambda: value``.

    Exempt: factories that give a callable, objects with ``__call__``, mocks with a ``spec``.

    Cannot see: values of unknown type.

    Source: beyond the guide, which overrides with a generator function (line 429); all forms were
    run.
    """

    code = "FAPI703"
    name = "invalid-override"
    message = "the override {value} {problem}: give a function, such as lambda: value"
    guide = "Testing Best Practices"
    gate = ("dependency_overrides",)

    def visit_DependencyOverride(self, override: DependencyOverride) -> None:
        """Look at what the value is."""
        if override.value is not None and (problem := self._problem(override.value)):
            self.report(override.value, value=ast.unparse(override.value), problem=problem)

    def _problem(self, value: ast.expr) -> str:
        if isinstance(value, DISPLAYS):
            return "cannot be called"
        if isinstance(value, ast.Lambda):
            has_any = value.args.vararg is not None or value.args.kwarg is not None
            return "has args and kwargs as query parameters (status 422)" if has_any else ""
        if any(isinstance(each, ast.Call) and self._is_mock(each) for each in self._written(value)):
            return "has args and kwargs as query parameters (status 422)"
        return self._problem_of_type(value, self.module.observation.type_of(value))

    def _written(self, value: ast.expr) -> list[ast.expr]:
        """A value, or what a name that is bound once is given."""
        if not isinstance(value, ast.Name):
            return [value]
        module = self.module
        if f"{value.id}.__signature__" in (module.given_text or ""):
            return []
        written = ConfiguredValues(module.project).written(value, place_of(module, value))
        return [written[0][0]] if len(written) == 1 and written[0][1].module is module else []

    def _is_mock(self, call: ast.Call) -> bool:
        if self.module.observation.called(call) not in MOCKS or has_unpacking(call):
            return False
        return argument(call, "spec", 0) is None and argument(call, "spec_set") is None

    def _problem_of_type(self, value: ast.expr, of: Type) -> str:
        if isinstance(of, (Generator, Coroutine, Manager)):
            return "is called already"
        if isinstance(of, FunctionObject):
            return "gives a context manager and not its value" if of.manager else ""
        if isinstance(of, (Constant, Entries)):
            return "cannot be called"
        if isinstance(of, Instance) and of.cls in TAKING_ANYTHING:
            return "has its keywords as a query parameter (status 422)"
        if (
            isinstance(of, Instance)
            and of.exact
            and not SESSIONS.isdisjoint(self.module.observation.class_names(of))
        ):
            return "cannot be called"
        if isinstance(of, Instance) and isinstance(of.cls, ClassDefinition):
            return "cannot be called" if surely_lacks_call(self.module, of.cls) else ""
        return ""
