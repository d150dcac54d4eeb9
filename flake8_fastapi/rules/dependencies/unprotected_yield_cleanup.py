"""FAPI001: cleanup after a dependency's ``yield`` that an exception skips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.dependencies.base import GUIDE_SECTION

if TYPE_CHECKING:
    from flake8_fastapi.model.resources.unprotected import UnprotectedYield


class UnprotectedYieldCleanup(Rule):
    """A dependency opens something, yields, and an exception leaves it open.

    Why: FastAPI throws the exception of the path operation, also an ``HTTPException``, into the
    dependency at its ``yield``. What stands behind the ``yield`` without ``finally`` is then skipped,
    so each failed request keeps a connection, and soon the pool is empty.

    Cure: ``try: yield db`` with ``finally: db.close()``, or ``with SessionLocal() as db: yield db``.

    Exempt: ``with``, ``async with``, ``closing`` and exit stacks around the ``yield``; pools and
    engines; streaming generators; fixtures, into which pytest throws nothing.

    Cannot see: things of unknown type that the function opens and never closes.

    Source: the guide says that ``yield`` ensures cleanup on success and on exceptions. It does not:
    only ``finally`` or ``with`` around it does.
    """

    code = "FAPI001"
    name = "unprotected-yield-cleanup"
    message = (
        "an exception at this yield leaves {names} open{never}: put the cleanup into `finally` or use `with`"
    )
    guide = GUIDE_SECTION
    gate = ("yield",)

    def visit_UnprotectedYield(self, found: UnprotectedYield) -> None:
        """Report the ``yield`` of a dependency or context manager."""
        never = ", as every other way out of it" if found.is_never_closed else ""
        self.report(found, names=" and ".join(found.names), never=never)
