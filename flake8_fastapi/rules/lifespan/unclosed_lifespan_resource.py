"""FAPI206: a lifespan that does not close what it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.resources.nodes import OpenedResource

KINDS = frozenset({"session", "connection", "client", "pool"})


class UnclosedLifespanResource(Rule):
    """A lifespan opens a pool, client or connection before its ``yield`` and never closes it.

    Why: at shut-down the server on the other side is not told, statements in flight are cut off, and
    each test that starts the application leaves a pool or client behind.

    Cure: ``async with`` around the ``yield``, ``stack.enter_async_context(...)`` of an
    ``AsyncExitStack``, or close it in ``finally`` after the ``yield``.

    Exempt: engines; what is passed to another function or object that may close it, and what a function
    called by the lifespan names.

    Cannot see: what functions called by the lifespan open.

    Source: the guide's lifespan closes its pool and its redis client after the ``yield``.
    """

    code = "FAPI206"
    name = "unclosed-lifespan-resource"
    message = (
        "the lifespan {function}() opens {name} and never closes it:"
        " use `async with` or close it after the yield"
    )
    guide = "3. Lifespan Management"
    gate = ("asynccontextmanager", "lifespan")

    def visit_OpenedResource(self, opened: OpenedResource) -> None:
        """Report a resource that is open on every way out of a lifespan."""
        resource = opened.resource
        if not opened.in_lifespan or opened.kind not in KINDS or not resource.yields:
            return
        if resource.is_handed_on or resource.is_closed_somewhere or resource.returns:
            return
        if any(each.way in ("end", "return") for each in resource.left_open_at):
            self.report(opened, function=opened.function.name, name=opened.name)
