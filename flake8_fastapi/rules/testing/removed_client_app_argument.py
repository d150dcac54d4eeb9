"""FAPI705: a client of httpx that is given an application."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.model.imported_names import imported_name
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.fixes.draft import Draft

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
    fix = "safe"

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
        self.report(keyword, client=client, cure=cure, fix=partial(_use_transport, call, keyword, name))

    def _is_old(self, name: str) -> bool:
        return name.startswith("httpx.") and self.module.project.version_of("httpx") < (0, 28)


def _use_transport(call: ast.Call, app: ast.keyword, client: str, draft: Draft) -> str:
    package, _, cls = client.rpartition(".")
    if cls != "AsyncClient" or any(each.arg in (None, "transport") for each in call.keywords):
        raise draft.refusal("only an AsyncClient without a transport takes an ASGITransport")
    span = draft.source.span(app)
    draft.source.keep_comments(span)
    transport = draft.name_for(f"{package}.ASGITransport", at=call)
    draft.edit(*span, f"transport={transport}(app={draft.source.source_of(app.value)})")
    return "Pass the application to an ASGITransport"
