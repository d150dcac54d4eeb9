"""FAPI706: a test client that leaves the application's lifespan out."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.testing.clients import ApplicationClient


class LifespanNotRun(Rule):
    """A ``TestClient`` that is never entered, or an ``ASGITransport``, for an app that starts something.

    Why: ``TestClient`` runs the lifespan when it is entered, ``ASGITransport`` never does. What
    the lifespan opens is missing: the test fails with a ``KeyError`` or ``AttributeError``, or
    runs against something else than the application that is deployed.

    Cure: ``with TestClient(app) as client:``; around an ``ASGITransport``,
    ``async with LifespanManager(app)`` of ``asgi-lifespan`` or
    ``async with app.router.lifespan_context(app)``.

    Exempt: applications without a lifespan, or whose lifespan is not known, or leaves nothing to
    requests (no state, global or table is set); clients that are entered anywhere, also by the users
    of a fixture; tests that run the lifespan in another way, or set the state themselves.

    Cannot see: start-up handlers that another file registers, and applications whose lifespan is set later.

    Source: the guide enters its client (line 105) and leaves the lifespan out of its async test
    (line 423); both were run.
    """

    code = "FAPI706"
    name = "lifespan-not-run"
    message = "{kind} does not run the lifespan of {app}: {cure}"
    guide = "Testing Best Practices"
    gate = ("TestClient", "ASGITransport")

    def visit_ApplicationClient(self, client: ApplicationClient) -> None:
        """Report a client whose application has a lifespan that nothing runs."""
        if not client.lacks_lifespan:
            return
        given = client.call.args[0] if client.call.args else client.call.keywords[0].value
        name = ast.unparse(given)
        if client.kind == "TestClient":
            kind, cure = "a TestClient that is not entered", f"use with TestClient({name}) as client"
        else:
            kind, cure = "ASGITransport", f"enter LifespanManager({name}) of asgi-lifespan around it"
        self.report(client, kind=kind, app=name, cure=cure)
