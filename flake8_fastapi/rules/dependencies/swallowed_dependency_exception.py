"""FAPI003: a dependency that catches what the request raises, and keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.model.dependency_graph.functions import own_yields
from flake8_fastapi.model.dependency_graph.swallowing import swallowing
from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.dependencies.base import GUIDE_SECTION

if TYPE_CHECKING:
    import ast

    from flake8_fastapi.model.dependency_graph.functions import DependencyFunction


class SwallowedDependencyException(Rule):
    """A dependency catches broadly around its ``yield`` and does not raise again.

    Why: FastAPI throws what the path operation raised into the dependency at its ``yield``. A
    dependency that keeps it leaves FastAPI without a response: every ``HTTPException``, also a
    404, becomes a 500 "Response not awaited".

    Cure: end the ``except`` with ``raise``; put a clean-up that must always happen into ``finally``.

    Exempt: handlers that raise, in any branch; narrow exceptions; a broad ``except`` behind an
    ``except HTTPException: raise``; context managers that are not used as dependencies.

    Cannot see: context managers around the ``yield`` whose ``__exit__`` swallows, but for
    ``contextlib.suppress``; a ``raise`` behind a condition that never holds.

    Source: the guide's dependency closes in ``finally`` and catches nothing. Until FastAPI 0.109
    the exception was passed on all the same.
    """

    code = "FAPI003"
    name = "swallowed-dependency-exception"
    message = (
        "dependency {name} keeps the exceptions of the request: an HTTPException becomes a 500; raise again"
    )
    guide = GUIDE_SECTION
    gate = ("yield",)
    versions = ">=0.110"

    def visit_DependencyFunction(self, dependency: DependencyFunction) -> None:
        """Report what stands around a ``yield`` and swallows."""
        if not dependency.is_generator or dependency.is_manager:
            return
        reported: set[ast.AST] = set()
        for each in own_yields(self.module, dependency.node):
            culprit = swallowing(self.module, each, dependency.node)
            if culprit is not None and culprit not in reported:
                reported.add(culprit)
                self.report(culprit, name=dependency.name)
