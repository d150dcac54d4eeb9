"""FAPI701: an override that outlives its test."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.testing.undoing import undone
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.testing.overrides import DependencyOverride


class UnclearedOverride(Rule):
    """A test or fixture overrides a dependency and nothing surely undoes it.

    Why: the overrides belong to the application, which the other tests use too. They then run
    against this test's replacement, pass or fail for the wrong reason, and only in this order. A
    ``clear()`` as the test's last line is not reached when the test fails.

    Cure: override in a fixture and undo it after the ``yield``; or ``try``/``finally``; or
    ``monkeypatch.setitem(app.dependency_overrides, get_db, override)``.

    Exempt: fixtures that undo after their ``yield``, also those that the test asks for and autouse
    ones of its file and of conftests above; finalizers, ``tearDown``; ``monkeypatch`` and
    ``patch.dict``; session fixtures and autouse ones of a conftest; overrides made at import, which are
    meant for all tests of a file; applications that are made anew for the test.

    Cannot see: what unknown fixtures and helpers undo; it is silent there, as it is where the
    application is not known.

    Source: the guide clears after the request (line 434). That line is not reached when the
    request raises, and the next test sees the override.
    """

    code = "FAPI701"
    name = "uncleared-override"
    message = (
        "the override of {key} {problem}: undo it in finally, after a fixture's yield, or by monkeypatch"
    )
    guide = "Testing Best Practices"
    gate = ("dependency_overrides",)

    def visit_DependencyOverride(self, override: DependencyOverride) -> None:
        """Report an override that may be there for the next test."""
        if not is_test_file(self.module.display_path):
            return
        outcome = undone(self.module, override)
        key = ast.unparse(override.key) if override.key is not None else "dependencies"
        if outcome == "never":
            self.report(override, key=key, problem="is there for all tests after this one")
        elif outcome == "on success":
            self.report(override, key=key, problem="stays when the test fails before it is undone")
