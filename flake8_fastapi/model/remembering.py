"""An evaluation that remembers what each expression stood for at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flake8_fastapi.model.evaluation import Evaluation

if TYPE_CHECKING:
    import ast

    from flake8_fastapi.model.types import Type


class RememberingEvaluation(Evaluation):
    """One pass over a function for those who ask for the types of its expressions."""

    wants_types_only = True

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.seen: dict[ast.expr, Type] = {}

    def evaluate(self, node: ast.expr) -> Type:
        """The type of an expression, remembered where it is not only looked at again."""
        of = super().evaluate(node)
        if not self.is_silent or node not in self.seen:
            self.seen[node] = of
        return of
