"""FAPI206: a lifespan that does not close what it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.resources.nodes import OpenedResource

KINDS = frozenset({"session", "connection", "client", "pool"})
KINDS_OF_HELPERS = frozenset({"client", "pool"})
"""What a function that a lifespan calls leaves open; its sessions end with its names."""


class UnclosedLifespanResource(Rule):
    """A lifespan opens a pool, client or connection before its ``yield`` and never closes it.

    So does a function that a lifespan calls, and that leaves a client or pool open without storing it
    where another function can reach it.

    Why: at shut-down the server on the other side is not told, statements in flight are cut off, and
    each test that starts the application leaves a pool or client behind.

    Cure: ``async with`` around the ``yield``, ``stack.enter_async_context(...)`` of an
    ``AsyncExitStack``, or close it in ``finally`` after the ``yield``.

    Exempt: engines; what is passed to another function or object that may close it, and what a function
    called by the lifespan names.

    Cannot see: what functions called by the lifespan open and store.

    Source: the guide's lifespan closes its pool and its redis client after the ``yield``.
    """

    code = "FAPI206"
    name = "unclosed-lifespan-resource"
    message = "{opener} opens {name} and never closes it: use `async with` or close it after the yield"
    guide = "3. Lifespan Management"
    gate = ("asynccontextmanager", "lifespan", "FastAPICache.init", "FastAPILimiter.init")

    def visit_OpenedResource(self, opened: OpenedResource) -> None:
        """Report a resource that is open on every way out of a lifespan, or of what one calls."""
        resource = opened.resource
        if resource.is_handed_on or resource.is_closed_somewhere or resource.returns:
            return
        if not any(each.way in ("end", "return") for each in resource.left_open_at):
            return
        function = f"{opened.function.name}()"
        if opened.in_lifespan:
            if opened.kind in KINDS and resource.yields:
                self.report(opened, opener=f"the lifespan {function}", name=opened.name)
        elif opened.kind in KINDS_OF_HELPERS and not opened.is_generator and opened.helps_lifespan:
            self.report(opened, opener=f"{function}, which a lifespan calls,", name=opened.name)
