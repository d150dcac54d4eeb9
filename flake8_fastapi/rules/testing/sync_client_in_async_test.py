"""FAPI707: a sync test client in a coroutine."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.testing.clients import ClientUse


class SyncClientInAsyncTest(Rule):
    """``TestClient`` makes a request in an ``async def test_...``.

    Why: the request blocks the test's event loop, and the application runs on another loop in
    another thread. Tasks of the test stand still meanwhile, and what belongs to the test's loop,
    such as a connection pool of a fixture, fails in the application.

    Cure: a plain ``def`` test; or ``AsyncClient(transport=ASGITransport(app=app))`` with ``await``.

    Exempt: WebSockets, for which httpx has no client; helpers that are no tests.

    Cannot see: clients of unknown type.

    Source: the guide's async test uses ``AsyncClient`` (line 422). With an asyncpg pool of a
    fixture the sync client was an ``InterfaceError``.
    """

    code = "FAPI707"
    name = "sync-client-in-async-test"
    message = (
        "{client}.{method}() blocks the loop of async def {test}(): make the test a def, or use AsyncClient"
    )
    guide = "Testing Best Practices"
    gate = ("async def test",)

    def visit_ClientUse(self, use: ClientUse) -> None:
        """Report the first request of a test."""
        method = use.node.func
        assert isinstance(method, ast.Attribute)
        self.report(use, client=ast.unparse(method.value), method=method.attr, test=use.function.name)
