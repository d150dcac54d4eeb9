"""FAPI704: an override outside of tests."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.testing.overrides import DependencyOverride


HELPER = re.compile(
    r"^[ \t]*(?:import|from)[ \t]+(?:pytest|unittest|(?:fastapi|starlette)\.testclient)\b"
    r"|dependency_overrides\s*\.\s*(?:clear|pop)\b|\bdel\s+[\w.]+\.dependency_overrides",
    re.MULTILINE,
)
"""A file that takes overrides back, or that uses pytest or a test client, helps tests."""


class OverrideInApplication(Rule):
    """Application code sets ``dependency_overrides``.

    Why: they are made for tests. Here they silently replace a dependency for the whole
    application, guards included; the signature says one thing and another is run. A test that
    clears the overrides changes the application under test.

    Cure: let the dependency choose by itself, from the settings or ``app.state``; or make the
    router with the dependency that it shall have.

    Exempt: tests and their helpers, by pytest's names of files and folders; files that import pytest
    or the test client, or that take overrides back.

    Cannot see: other helpers of tests that stand elsewhere.

    Source: the guide overrides in tests alone (line 429); FastAPI's documentation likewise.
    """

    code = "FAPI704"
    name = "override-in-application"
    message = (
        "{key} is overridden in application code: that is for tests, let the dependency choose by itself"
    )
    guide = "Testing Best Practices"
    gate = ("dependency_overrides",)

    def visit_DependencyOverride(self, override: DependencyOverride) -> None:
        """Report an override in a file that is no test's."""
        if override.is_temporary or is_test_file(self.module.display_path):
            return
        if HELPER.search(self.module.given_text or "") is None:
            key = ast.unparse(override.key) if override.key is not None else "a dependency"
            self.report(override, key=key)
