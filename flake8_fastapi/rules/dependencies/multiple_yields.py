"""FAPI013: a dependency or lifespan that can yield twice."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.model.dependency_graph.swallowing import is_broad
from flake8_fastapi.model.dependency_graph.yield_flow import YieldFlow
from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.dependencies.base import GUIDE_SECTION

if TYPE_CHECKING:
    from flake8_fastapi.model.dependency_graph.functions import DependencyFunction
    from flake8_fastapi.model.lifespans import Lifespan


class MultipleYields(Rule):
    """A dependency or lifespan can come to a second ``yield``.

    Why: FastAPI takes one value and expects the generator to end at the next step. It raises
    ``RuntimeError: generator didn't stop`` instead; a ``yield`` in an ``except`` around another
    turns every ``HTTPException`` of the request into a 500.

    Cure: one ``yield`` on each way through: compute the value first and yield it once.

    Exempt: ``yield`` in branches that exclude one another; in a loop over items, which may have
    one; in an ``except`` for narrow exceptions, which come from what stands before the ``yield``.

    Cannot see: loops over containers, and generators that are handed on by ``yield from``.

    Source: beyond the guide; shown by this rule's proof.
    """

    code = "FAPI013"
    name = "multiple-yields"
    message = "{name} may already have yielded here: a second yield is a RuntimeError; yield once on each way"
    guide = GUIDE_SECTION
    gate = ("yield",)

    def visit_DependencyFunction(self, dependency: DependencyFunction) -> None:
        """Report a second yield of a dependency."""
        if dependency.is_generator and not dependency.is_manager:
            self._check(dependency.node, dependency.name)

    def visit_Lifespan(self, lifespan: Lifespan) -> None:
        """Report a second yield of a lifespan."""
        if lifespan.has_yield and not isinstance(lifespan.function, ast.Lambda):
            self._check(lifespan.function, lifespan.function.name)

    def _check(self, function: ast.FunctionDef | ast.AsyncFunctionDef, name: str) -> None:
        for each in YieldFlow(function, partial(is_broad, self.module)).again:
            self.report(each, name=name)
