"""Whether a file has to do with an application: where its threads come from."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.spelling import last_name

if TYPE_CHECKING:
    from flake8_fastapi.model.module import Module

TEST_CLIENTS = frozenset({"fastapi.testclient.TestClient", "starlette.testclient.TestClient"})


def serves_or_tests_application(module: Module) -> bool:
    """Whether the file makes an app, has path operations or dependencies, or tests an app."""
    text = module.given_text or ""
    if "dependency_overrides" in text:
        return True
    if "TestClient" in text and any(
        module.observation.called(call) in TEST_CLIENTS
        for call in module.index.of_kind(ast.Call)
        if last_name(call.func) == "TestClient"
    ):
        return True
    if "fastapi" in text and (module.routing.made or module.routing.routes):
        return True
    return any(module.project.dependencies.is_depended_on(each) for each in module.skeleton.functions)
