"""FAPI005: a dependency that is called where it should be named."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.model.dependency_graph.callables import is_surely_not_callable
from flake8_fastapi.model.types import ClassObject, FunctionObject
from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.dependencies.base import DECLARES_DEPENDENCY, GUIDE_SECTION

if TYPE_CHECKING:
    from flake8_fastapi.fixes.draft import Draft
    from flake8_fastapi.model.dependency_graph.declared import DependsCall


class CalledDependency(Rule):
    """``Depends(get_db())`` hands over what the function returned, not the function.

    Why: the call happens once, when the module is imported. FastAPI then finds that a generator, a
    coroutine or a plain object is not callable, and the import fails with a ``TypeError``.

    Cure: ``Depends(get_db)``; for arguments a factory that returns a function, or a class with
    ``__call__``.

    Exempt: factories whose result can be called, objects with ``__call__``, ``functools.partial``,
    and whatever result is not known for sure.

    Cannot see: functions of libraries whose result is not in the tables.

    Source: the guide's blocks pass the function; shown by this rule's proof.
    """

    code = "FAPI005"
    name = "called-dependency"
    message = "{written} passes {result} to {wrapper}, which cannot call it: {cure}"
    guide = GUIDE_SECTION
    gate = DECLARES_DEPENDENCY
    fix = "safe"

    def visit_DependsCall(self, depends: DependsCall) -> None:
        """Report a provider that is the result of a call and not callable."""
        provider = depends.provider
        if not isinstance(provider, ast.Call):
            return
        result = is_surely_not_callable(self.module, depends.provider_type)
        if result:
            written = ast.unparse(provider.func)
            wrapper = ast.unparse(depends.call.func)
            if provider.args or provider.keywords:
                cure = f"let {written}() return a function, or wrap the call in one"
            else:
                cure = f"write {wrapper}({written})"
            self.report(
                provider,
                written=f"{written}()",
                result=result,
                wrapper=wrapper,
                cure=cure,
                fix=partial(self._drop_call, provider),
            )

    def _drop_call(self, provider: ast.Call, draft: Draft) -> str:
        called = self.module.observation.type_of(provider.func)
        if isinstance(called, ClassObject):
            draft.mark_unsafe()  # what its constructor takes becomes the request's
        elif not isinstance(called, FunctionObject):
            raise draft.refusal("FastAPI would take the parameters of __call__ from the request")
        elif called.manager:
            raise draft.refusal("FastAPI cannot run a context manager as a dependency")
        draft.drop_call(provider)
        return f"Pass {ast.unparse(provider.func)} itself"
