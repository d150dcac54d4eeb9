"""FAPI116: a thread hop for a dependency that only computes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.asynchronous.base import GUIDE_SECTION

if TYPE_CHECKING:
    from flake8_fastapi.model.nodes import SyncDependency


class TrivialSyncDependency(Rule):
    """A plain ``def`` dependency does nothing that could wait.

    Why: FastAPI runs it in a thread for every request: a switch there and back, and one of
    the forty threads of the pool, for a few instructions.

    Cure: ``async def``.

    Exempt: dependencies that call anything which is not known to be quick, and generators.

    Cannot see: dependencies of other files' routes that are passed on under another name.

    Source: beyond the guide; the thread hop is shown by this rule's proof.
    """

    code = "FAPI116"
    name = "trivial-sync-dependency"
    message = "dependency {name} only computes, yet runs in a thread for each request: make it async def"
    opt_in = True
    guide = GUIDE_SECTION
    gate = ("def ",)

    def visit_SyncDependency(self, dependency: SyncDependency) -> None:
        """Report a dependency that only computes."""
        if dependency.only_computes:
            self.report(dependency, name=dependency.function.name)
