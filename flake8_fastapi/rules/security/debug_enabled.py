"""FAPI510: an application is made with debug pages."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.configuration.resolver import ConfiguredValues
from flake8_fastapi.model.framework_names import APPLICATIONS
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.routing.objects import Application


class DebugEnabled(Rule):
    """``FastAPI(debug=True)`` stands in the code.

    Why: every unhandled error then answers with a traceback and the source code around each of its
    lines, with the names and secrets that stand there, to whoever caused it.

    Cure: leave it out, or take it from the settings: ``FastAPI(debug=settings.debug)``.

    Exempt: values that come from settings or the environment; tests; code that only runs when the
    file is started as a script.

    Cannot see: debugging that is turned on by the server's options.

    Source: beyond the guide, whose "Production Deployment" takes configuration from the
    environment.
    """

    code = "FAPI510"
    name = "debug-enabled"
    message = (
        "debug=True sends traceback and source code to whoever causes an error: take it from the settings"
    )
    guide = "Production Deployment"
    gate = ("debug",)

    def visit_Application(self, application: Application) -> None:
        """Report a true ``debug`` in the call that makes an application."""
        value = application.keywords.get("debug")
        if value is not None and self._is_true(value) and not self._is_for_development(value):
            self.report(value)

    def visit_Assign(self, node: ast.Assign) -> None:
        """Report ``app.debug = True``."""
        for target in node.targets:
            if isinstance(target, ast.Attribute) and target.attr == "debug" and self._is_true(node.value):
                if self.module.observation.is_instance(target.value, *APPLICATIONS):
                    if not self._is_for_development(node):
                        self.report(node)

    def _is_true(self, node: ast.expr) -> bool:
        only = ConfiguredValues(self.module.project).of_node(self.module, node).only
        return only is not None and only.content is True and only.origin == "code"

    def _is_for_development(self, node: ast.AST) -> bool:
        if is_test_file(self.module.display_path):
            return True
        return any(
            isinstance(each, (ast.If, ast.IfExp)) for each in self.module.index.ancestors(node)
        )  # fmt: skip
