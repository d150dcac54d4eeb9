"""FAPI004: a dependency commits, or refuses the request, when the client has its answer already."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.model.dependency_graph.late_commits import late_commits
from flake8_fastapi.model.dependency_graph.swallowing import is_broad
from flake8_fastapi.model.dependency_graph.yield_flow import YieldFlow
from flake8_fastapi.model.framework_names import HTTP_EXCEPTIONS
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.dependencies.base import GUIDE_SECTION, SCOPES
from flake8_fastapi.versions import admits

if TYPE_CHECKING:
    from flake8_fastapi.model.dependency_graph.functions import DependencyFunction


class WorkAfterYield(Rule):
    """A dependency commits or raises ``HTTPException`` after its ``yield``.

    Why: since FastAPI 0.118 the code after the ``yield`` runs when the response has been sent. A
    commit that fails then loses the data behind a 200, and an ``HTTPException`` reaches nobody.
    A ``with session.begin():`` around the ``yield`` commits just as late, and so does a context
    manager of the project that commits after its own ``yield``.

    Cure: commit in the path operation or in the service that it calls; or have every user say
    ``Depends(..., scope="function")`` (since FastAPI 0.121), which ends the dependency before the response.

    Exempt: dependencies of which every user says ``scope="function"``; what stands in an
    ``except``, since a failed request has no response yet; ``rollback`` and ``close``;
    savepoints; tests.

    Cannot see: a commit that a called function or an ``__exit__`` method does; FastAPI 0.105 and
    older, which sent the response first as well.

    Source: beyond the guide, whose dependency only closes; shown by this rule's proof.
    """

    code = "FAPI004"
    name = "work-after-yield"
    message = (
        "{what} in dependency {name} runs after the response was sent, so that nobody hears of a failure:"
        " {cure}"
    )
    guide = GUIDE_SECTION
    gate = ("yield",)
    versions = ">=0.118"

    def visit_DependencyFunction(self, dependency: DependencyFunction) -> None:
        """Report the work that a dependency does too late."""
        if not dependency.is_generator or dependency.is_manager or dependency.ends_before_response:
            return
        if dependency.only_overrides or is_test_file(self.module.display_path):
            return
        flow = YieldFlow(dependency.node, partial(is_broad, self.module))
        for statement in flow.after:
            if isinstance(statement, ast.Raise) and self._refuses(statement):
                self._report(statement, "HTTPException", dependency, "raise before yield")
        for call, what in late_commits(self.module, dependency.node):
            self._report(call, what, dependency, "commit in the path operation")

    def _report(
        self, node: ast.expr | ast.stmt, what: str, dependency: DependencyFunction, cure: str
    ) -> None:
        if admits(SCOPES, self.module.project.version_of("fastapi")):
            cure = f'{cure}, or use Depends({dependency.name}, scope="function")'
        self.report(node, what=what, name=dependency.name, cure=cure)

    def _refuses(self, statement: ast.Raise) -> bool:
        raised = statement.exc.func if isinstance(statement.exc, ast.Call) else statement.exc
        return raised is not None and self.module.observation.is_subclass(raised, *HTTP_EXCEPTIONS)
