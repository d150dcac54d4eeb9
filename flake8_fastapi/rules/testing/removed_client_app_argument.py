"""FAPI705: a client of httpx that is given an application."""

from __future__ import annotations

import ast

from flake8_fastapi.model.imported_names import imported_name
from flake8_fastapi.rule import Rule

CLIENTS = frozenset(
    f"{library}.{client}" for library in ("httpx", "httpx2") for client in ("AsyncClient", "Client")
)


class RemovedClientAppArgument(Rule):
    """``httpx.AsyncClient(app=app)``.

    Why: httpx 0.28 has removed the argument, httpx2 never had it: ``TypeError``.

    Cure: ``AsyncClient(transport=ASGITransport(app=app), base_url="http://test")``; for the sync
    client, FastAPI's ``TestClient``.

    Exempt: projects whose lock file or requirements hold httpx below 0.28; ``TestClient(app=app)``.

    Cannot see: arguments in a dictionary that is unpacked.

    Source: the guide's async test (line 423) fails with this TypeError.
    """

    code = "FAPI705"
    name = "removed-client-app-argument"
    message = "{client}(app=...) is a TypeError: {cure}"
    guide = "Testing Best Practices"
    gate = ("httpx",)

    def visit_Call(self, call: ast.Call) -> None:
        """Report a client with an ``app``."""
        keyword = next((each for each in call.keywords if each.arg == "app"), None)
        if keyword is None:
            return
        name = imported_name(self.module, call.func)
        if name not in CLIENTS or self._is_old(name):
            return
        client = name.rpartition(".")[2]
        if client == "AsyncClient":
            cure = f"use transport=ASGITransport(app={ast.unparse(keyword.value)})"
        else:
            cure = f"use fastapi.testclient.TestClient({ast.unparse(keyword.value)})"
        self.report(keyword, client=client, cure=cure)

    def _is_old(self, name: str) -> bool:
        return name.startswith("httpx.") and self.module.project.version_of("httpx") < (0, 28)
