"""Functions of the standard library that run what they are given, or keep it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.model import iteration
from flake8_fastapi.model.arguments import Arguments
from flake8_fastapi.model.types import UNKNOWN, Entries, Generator, Instance, Items, Type, union

if TYPE_CHECKING:
    import ast
    from collections.abc import Callable

    from flake8_fastapi.model.evaluation import Evaluation


def folded(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    """``functools.reduce``: iterates over its second argument, and calls the first for each item."""
    item = iteration.item_of_loop(evaluation, node, arguments.at(1), False)
    from flake8_fastapi.model import calls

    return calls.dispatch(evaluation, node, arguments.at(0), Arguments([UNKNOWN, item]), False)


def joined(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    """``"".join(texts)``: iterates."""
    iteration.run_through(evaluation, node, arguments.at(0))
    return Instance("builtins.str")


def joined_bytes(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    """``b"".join(chunks)``: iterates."""
    iteration.run_through(evaluation, node, arguments.at(0))
    return Instance("builtins.bytes")


def counted(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    """``Counter(items)``: iterates, and gives a dictionary of numbers."""
    item = (
        iteration.item_of_loop(evaluation, node, arguments.at(0), False) if arguments.positional else UNKNOWN
    )
    return Entries(item, Instance("builtins.int"))


def chained(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    """``chain(a, b)``: what all arguments give, once somebody iterates."""
    items = [iteration.item_later(evaluation, node, each) for each in arguments.positional]
    effects = [e for each in arguments.positional if isinstance(each, Generator) for e in each.effects]
    return Generator(union(items) if items else UNKNOWN, tuple(effects))


def passed_on(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    """``islice(items, 3)``: some of what the first argument gives, once somebody iterates."""
    of = arguments.at(0)
    effects = of.effects if isinstance(of, Generator) else ()
    return Generator(iteration.item_later(evaluation, node, of), effects)


def passed_on_second(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    """``takewhile(test, items)``: the same for the second argument."""
    from flake8_fastapi.model.arguments import Arguments as Call

    return passed_on(evaluation, node, Call(arguments.positional[1:]))


LAZY_TOOLS: dict[str, Callable[[Evaluation, ast.expr, Arguments], Type]] = {
    "itertools.chain": chained,
    **dict.fromkeys(("itertools.cycle", "itertools.islice", "more_itertools.peekable"), passed_on),
    **dict.fromkeys(
        ("itertools.dropwhile", "itertools.filterfalse", "itertools.takewhile"),
        passed_on_second,
    ),
}
"""What hands on the items of another iterable, one by one."""


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
