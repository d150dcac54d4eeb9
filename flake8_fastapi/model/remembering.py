"""Evaluations for those who ask for types and not for what happens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flake8_fastapi.model.evaluation import Evaluation
from flake8_fastapi.model.interpreter import Interpreter
from flake8_fastapi.model.types import NEVER, Constant, Coroutine, Instance, Items, TupleOf, Union

if TYPE_CHECKING:
    import ast

    from flake8_fastapi.model.arguments import Arguments
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.summary import Summary
    from flake8_fastapi.model.types import FunctionObject, Type


class TypeEvaluation(Evaluation):
    """An evaluation that believes what functions say that they return, and looks into the others only."""

    wants_types_only = True


class TypeInterpreter(Interpreter):
    """Answers what functions return, for a fraction of what it costs to find what blocks in them."""

    evaluation_class = TypeEvaluation

    def summary_of_call(
        self, definition: FunctionDefinition, function: FunctionObject, arguments: Arguments
    ) -> Summary:
        """The summary of a function for one call; the same for all where its result is known anyway."""
        receiver = self.receiver_given(definition, function)
        plain = self.summary_in(definition, function.closure, receiver, ())
        if _is_known(plain.yields if plain.is_generator else plain.returns):
            return plain
        return super().summary_of_call(definition, function, arguments)


def _is_known(of: Type) -> bool:
    """Whether a type says all that types say: arguments can add nothing."""
    if isinstance(of, Union):
        return all(map(_is_known, of.options))
    if isinstance(of, (Items, Coroutine)):
        return _is_known(of.item if isinstance(of, Items) else of.result)
    if isinstance(of, TupleOf):
        return all(map(_is_known, of.members))
    return of is NEVER or isinstance(of, (Constant, Instance))


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
