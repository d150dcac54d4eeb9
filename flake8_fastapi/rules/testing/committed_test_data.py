"""FAPI709: a fixture that rolls back what tests have committed."""

from __future__ import annotations

import ast
import re

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.testing.fixtures import fixtures_of
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import Instance, Type
from flake8_fastapi.rule import Rule

SESSIONS = role("orm-sessions").names
ISOLATES = re.compile(
    r"begin|nested|savepoint|connect|drop_all|create_all|delete|truncate|create_\w*engine|unlink"
)
"""What keeps one test's data from the next one in other ways."""


class CommittedTestData(Rule):
    """A fixture gives tests a session and only rolls back afterwards, while tests commit.

    Why: a rollback undoes what was not committed. Committed rows stay for the next test, which
    fails on a unique key or counts too many.

    Cure: an outer transaction on a connection, and a session with
    ``join_transaction_mode="create_savepoint"`` on it; roll the outer one back.

    Exempt: fixtures that begin a transaction themselves, make or drop the tables, delete rows or
    make a new engine.

    Cannot see: whether the tests that commit are those that use the fixture, and what other
    fixtures clean. Hence it is opt-in.

    Source: the guide's fixture (line 88); its own test commits, and a second one fails with an
    IntegrityError.
    """

    code = "FAPI709"
    name = "committed-test-data"
    message = "{fixture}() rolls back, but tests commit: what they commit stays; use an outer transaction"
    guide = "1. Dependency Injection Architecture"
    gate = ("rollback",)
    opt_in = True

    def visit_Call(self, call: ast.Call) -> None:
        """Look at a rollback behind the ``yield`` of a fixture."""
        if not isinstance(call.func, ast.Attribute) or call.func.attr != "rollback":
            return
        function = self.module.index.function_around(call)
        if function is None or not is_test_file(self.module.display_path):
            return
        fixture = next(
            (each for each in fixtures_of(self.module).values() if each.definition.line == function.lineno),
            None,
        )
        if fixture is None or ISOLATES.search(ast.unparse(function)):
            return
        yields = [
            each.lineno
            for each in self.module.index.of_kind(ast.Yield)
            if self.module.index.function_around(each) is function
        ]
        if not yields or call.lineno <= yields[0]:
            return
        summary = self.module.project.interpreter.summary_of(fixture.definition)
        if summary.is_generator and self._is_session(summary.yields) and self._tests_commit():
            self.report(call, fixture=fixture.name)

    def _is_session(self, of: Type) -> bool:
        observation = self.module.observation
        return all(
            isinstance(each, Instance) and not observation.lineage_names(each.cls).isdisjoint(SESSIONS)
            for each in alternatives(of)
        )

    def _tests_commit(self) -> bool:
        """Whether any test of the project commits."""
        project = self.module.project
        return any(
            ".commit(" in line and is_test_file(project.module_at(path).display_path)
            for path, _, line in project.survey.mentions("commit")
        )
