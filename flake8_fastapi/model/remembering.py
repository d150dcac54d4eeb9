"""Evaluations for those who ask for types and not for what happens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flake8_fastapi.model.evaluation import Evaluation
from flake8_fastapi.model.interpreter import Interpreter

if TYPE_CHECKING:
    import ast

    from flake8_fastapi.model.types import Type


class TypeEvaluation(Evaluation):
    """An evaluation that believes what functions say that they return, and looks into the others only."""

    wants_types_only = True


class TypeInterpreter(Interpreter):
    """Answers what functions return, for a fraction of what it costs to find what blocks in them."""

    evaluation_class = TypeEvaluation


class RememberingEvaluation(TypeEvaluation):
    """One pass over a function for those who ask for the types of its expressions."""

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.seen: dict[ast.expr, Type] = {}

    def evaluate(self, node: ast.expr) -> Type:
        """The type of an expression, remembered where it is not only looked at again."""
        of = super().evaluate(node)
        if not self.is_silent or node not in self.seen:
            self.seen[node] = of
        return of
