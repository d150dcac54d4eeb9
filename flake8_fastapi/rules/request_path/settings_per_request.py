"""FAPI807: settings per request."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.request_path import names_of
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.rules.request_path.base import SERVING, MadePerRequestRule

if TYPE_CHECKING:
    from flake8_fastapi.model.dependency_graph.declared import DependsCall


class SettingsPerRequest(MadePerRequestRule):
    """A path operation, dependency or middleware makes an object of a settings class.

    Why: each time pydantic reads the environment and the ``.env`` file and validates all
    fields; on the event loop that is blocking file access. Where the class itself is the dependency
    (``Depends(Settings)``), FastAPI fills its fields from the query, so a client can change them.

    Cure: put ``@lru_cache`` on the function that makes the settings and depend on that.

    Exempt: functions that remember the settings, module level, start-up code and tests.

    Cannot see: settings made more than four calls away.

    Source: the guide, "Production Deployment", environment configuration.
    """

    code = "FAPI807"
    name = "settings-per-request"
    message = (
        "{name} reads the settings anew for each request in {function}(){chain_text}; "
        "make them once, in a function under functools.lru_cache"
    )
    guide = "Production Deployment"
    gate = (*SERVING, "ettings", "onfig")
    kind = "settings"

    def visit_DependsCall(self, depends: DependsCall) -> None:
        """Report a settings class that is a dependency itself, at the parameter."""
        target, parameter = depends.target, depends.parameter
        if depends.function is None or parameter is None or target is None:
            return
        if is_test_file(self.module.display_path):
            return
        if self.module.observation.is_subclass(target, *names_of("settings")):
            self.report(
                parameter,
                name=f"Depends({ast.unparse(target)})",
                function=depends.function.name,
                chain_text=" and lets the client set them in the query",
            )
