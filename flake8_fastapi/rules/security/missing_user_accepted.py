"""FAPI514: an authentication dependency hands over None for a user that does not exist."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.configuration.guards import authenticates
from flake8_fastapi.model.configuration.lookups import may_be_missing
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.dependency_graph.functions import DependencyFunction


class MissingUserAccepted(Rule):
    """A dependency that authenticates returns a lookup that may be None.

    Why: a valid token of a user that was deleted finds nobody. The dependency returns None, the
    path operation goes on, and the request counts as authenticated.

    Cure: ``if user is None: raise HTTPException(status_code=401)``.

    Exempt: a return annotation that says ``| None``; functions that also return a plain ``None``;
    values that were asked for before.

    Cannot see: lookups of which the source does not tell that they may give None. Off by default.

    Source: the guide's "Authentication Pattern" returns ``await get_user_by_id(user_id)`` as it is:
    a deleted user gets 200 with ``{"user": null}``.
    """

    code = "FAPI514"
    name = "missing-user-accepted"
    message = "{function}() returns None for a user that does not exist, and the request goes on: raise a 401"
    guide = "Authentication Pattern"
    gate = ("Depends", "Security", "jwt", "token")
    opt_in = True

    def visit_DependencyFunction(self, dependency: DependencyFunction) -> None:
        """Look at what an authenticating dependency returns."""
        node = dependency.node
        if _admits_none(node.returns) or not authenticates(self.module, node):
            return
        returns = [
            each
            for each in self.module.index.of_kind(ast.Return)
            if self.module.index.function_around(each) is node
        ]
        if any(each.value is None or _is_none(each.value) for each in returns):
            return
        for each in returns:
            if each.value is not None and not isinstance(each.value, ast.Constant):
                if may_be_missing(self.module, each.value, node):
                    self.report(each, function=dependency.name)


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _admits_none(annotation: ast.expr | None) -> bool:
    if annotation is None:
        return False
    text = annotation.value if isinstance(annotation, ast.Constant) else ast.unparse(annotation)
    return "None" in str(text) or "Optional" in str(text) or "Any" in str(text)
