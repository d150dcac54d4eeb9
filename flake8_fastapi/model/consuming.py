"""Functions of the standard library that run what they are given, or keep it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.model import iteration
from flake8_fastapi.model.arguments import Arguments
from flake8_fastapi.model.types import UNKNOWN, Generator, Instance, Items, Type

if TYPE_CHECKING:
    import ast

    from flake8_fastapi.model.evaluation import Evaluation


def folded(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    """``functools.reduce``: iterates over its second argument, and calls the first for each item."""
    item = iteration.item_of_loop(evaluation, node, arguments.at(1), False)
    from flake8_fastapi.model import calls

    return calls.dispatch(evaluation, node, arguments.at(0), Arguments([UNKNOWN, item]), False)


def joined(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    """``"".join(texts)``: iterates."""
    if isinstance(arguments.at(0), Generator):
        iteration.item_of_loop(evaluation, node, arguments.at(0), False)
    return Instance("builtins.str")


def length(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    """``len(x)``: runs ``__len__`` of the project's own objects."""
    of = arguments.at(0)
    evaluation.blame_use(of)
    if isinstance(of, Instance) and evaluation.interpreter.hierarchy.methods(of, "__len__"):
        from flake8_fastapi.model import calls

        calls.method(evaluation, node, of, "__len__", [])
    return Instance("builtins.int")


def context_variable(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    """A context variable, as a container: ``set`` puts something in, ``get`` takes it out."""
    return Items(arguments.keywords.get("default", UNKNOWN))
