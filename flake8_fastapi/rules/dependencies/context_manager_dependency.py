"""FAPI007: a dependency under ``contextmanager``."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.model.decorators import MANAGERS
from flake8_fastapi.model.types import FunctionObject, Partial
from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.dependencies.base import DECLARES_DEPENDENCY, GUIDE_SECTION

if TYPE_CHECKING:
    from flake8_fastapi.fixes.draft import Draft
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.dependency_graph.declared import DependsCall


class ContextManagerDependency(Rule):
    """``Depends(f)`` where ``f`` is under ``contextmanager`` or ``asynccontextmanager``.

    Why: FastAPI makes a context manager of every dependency that yields, by itself. Under one more
    decorator it finds the manager where it expects the generator, and every request fails with
    ``TypeError: '_GeneratorContextManager' object is not an iterator``.

    Cure: remove the decorator. Where the function is used in a ``with`` as well, write a dependency
    beside it: ``with f() as value: yield value``.

    Exempt: functions whose decorators are not known; managers that are entered by a dependency.

    Cannot see: context managers of libraries.

    Source: the guide's dependency is a bare generator; shown by this rule's proof.
    """

    code = "FAPI007"
    name = "context-manager-dependency"
    message = (
        "{name} is a context manager, which FastAPI cannot run as a dependency: depend on the generator"
        " without {decorator}"
    )
    guide = GUIDE_SECTION
    gate = DECLARES_DEPENDENCY
    fix = "unsafe"

    def visit_DependsCall(self, depends: DependsCall) -> None:
        """Report a dependency on a function that makes context managers."""
        if not isinstance(depends.provider, (ast.Name, ast.Attribute, ast.Call)):
            return
        of = depends.provider_type
        if isinstance(of, Partial):
            of = of.target
        if isinstance(of, FunctionObject) and of.manager:
            decorator = "asynccontextmanager" if of.definition.is_async else "contextmanager"
            self.report(
                depends,
                name=of.definition.label,
                decorator=f"@{decorator}",
                fix=partial(self._remove_decorator, of.definition),
            )

    def _remove_decorator(self, definition: FunctionDefinition, draft: Draft) -> str:
        if definition.module is not self.module:
            raise draft.refusal("the function stands in another file")
        if self.module.project.survey.is_called_anywhere(definition):
            raise draft.refusal("something else may enter it")
        function = draft.function_at(definition)
        managers = [
            each for each in function.decorator_list if self.module.observation.refers_to(each) in MANAGERS
        ]
        if len(managers) != 1:
            raise draft.refusal("the decorator is not seen")
        draft.remove_decorator(function, managers[0])
        return f"Remove the decorator of {definition.name}"
