"""FAPI513: access is guarded by an ``assert``."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.configuration.assertions import guarding_assertions
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.dependency_graph.functions import DependencyFunction
    from flake8_fastapi.model.routing.objects import Route


class AssertAuthorization(Rule):
    """An ``assert`` in a path operation or dependency decides who may go on.

    Why: a failing ``assert`` is a status 500 instead of a 403, and ``python -O`` (or
    ``PYTHONOPTIMIZE``) leaves all of them out: then nothing is guarded.

    Cure: ``if not user.is_admin: raise HTTPException(status_code=403)``.

    Exempt: assertions for type checkers (``is not None``, ``isinstance``, a bare name, an attribute that is
    no truth value); assertions on values that do not tell who sent the request; tests.

    Cannot see: that a value tells who sent the request where it does not come from a security scheme, from
    a dependency that refuses with 401 or 403 or makes an object of a header, or from the request's ``user``.

    Source: beyond the guide, whose "Authentication Pattern" raises ``HTTPException``. The proof runs
    one guard with and without ``-O``.
    """

    code = "FAPI513"
    name = "assert-authorization"
    message = "assert {test} guards access: it answers 500, and python -O leaves it out; raise HTTPException"
    guide = "Authentication Pattern"
    gate = ("assert ", "assert(")

    def visit_Route(self, route: Route) -> None:
        """Look at the assertions of a path operation."""
        if route.function is not None and not isinstance(route.function, ast.Lambda):
            if route is self._first_of(route):
                self._check(route.function)

    def _first_of(self, route: Route) -> Route:
        """The first route of a function that has several."""
        routes = self.module.routing.routes
        return next(each for each in routes if each.function is route.function)

    def visit_DependencyFunction(self, dependency: DependencyFunction) -> None:
        """Look at the assertions of a dependency."""
        self._check(dependency.node)

    def _check(self, function: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        if is_test_file(self.module.display_path):
            return
        for node in guarding_assertions(self.module, function):
            test = ast.unparse(node.test)
            self.report(node, test=test if len(test) <= 60 else f"{test[:57]}...")
