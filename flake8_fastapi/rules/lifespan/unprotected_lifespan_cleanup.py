"""FAPI207: a lifespan that leaves its first resource open when the second fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.resources.nodes import UnprotectedLifespan


class UnprotectedLifespanCleanup(Rule):
    """A lifespan opens several resources before its ``yield`` and protects none of them.

    Why: when opening the second one fails, nothing closes the first. When closing one raises after the
    ``yield``, the rest stays open too.

    Cure: an ``AsyncExitStack``, ``async with`` for each, or ``try``/``finally`` from the first one on.

    Exempt: one resource; ``with``, exit stacks and ``try``/``finally``; steps in between that
    practically cannot fail.

    Functions of the project that open something and keep it, in a global or an object, count as well.

    Cannot see: what methods of libraries open (``await database.connect()`` of ``databases``).

    Source: the guide's lifespan itself: it opens a pool and a redis client one after the other.
    """

    code = "FAPI207"
    name = "unprotected-lifespan-cleanup"
    message = (
        "{name} stays open when opening {other} fails:"
        " open both in an AsyncExitStack, or use `async with` or `finally`"
    )
    guide = "3. Lifespan Management"
    gate = ("asynccontextmanager", "lifespan")

    def visit_UnprotectedLifespan(self, found: UnprotectedLifespan) -> None:
        """Report the first resource of the lifespan."""
        self.report(found, name=found.first.name, other=found.second.name)
