"""FAPI920: a router's prefix that stands where it is included."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.routing.objects import Inclusion


class RouterPrefixAtInclude(Rule):
    """``include_router(router, prefix="/items")`` for a router that could have the prefix itself.

    Why: who reads the router does not see the paths that clients use, nor do tools that look at one
    file.

    Cure: ``APIRouter(prefix="/items")``, and include it without one.

    Exempt: routers that have a prefix of their own, or are included more than once; prefixes that are
    no literals, since they differ by deployment; routers of other packages.

    Cannot see: inclusions by code that is not resolved.

    Source: beyond the guide; FastAPI's documentation, "Bigger Applications", shows both.
    """

    code = "FAPI920"
    name = "router-prefix-at-include"
    message = "the prefix {prefix} of this router stands here only: give it to APIRouter(prefix=...)"
    opt_in = True
    guide = ""
    gate = ("include_router",)

    def visit_Inclusion(self, inclusion: Inclusion) -> None:
        """Look at one inclusion with a literal prefix."""
        node = inclusion.keywords.get("prefix")
        child = inclusion.child
        if inclusion.kind != "include" or child is None or child.call is None:
            return
        if not isinstance(node, ast.Constant) or not node.value or child.prefix != () or child.is_template:
            return
        table = self.module.project.routing.table
        if len(table.inclusions_of(child)) == 1 and inclusion.place.loop is None:
            self.report(node, prefix=repr(node.value))
