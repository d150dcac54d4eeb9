"""Where a function reads and assigns a name of its own."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionNode
    from flake8_fastapi.model.tree_index import TreeIndex


def function_statements(index: TreeIndex) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The ``def`` and ``async def`` statements of a file."""
    yield from index.of_kind(ast.FunctionDef)
    yield from index.of_kind(ast.AsyncFunctionDef)


def mentions_of(index: TreeIndex, function: FunctionNode, name: str) -> list[ast.Name]:
    """Where a function's body, with the functions in it, mentions a name, in source order."""
    last = function.end_lineno or function.lineno
    return [
        each
        for each in index.names(name)
        if function.lineno <= each.lineno <= last
        and any(above is function for above in _functions_around(index, each))
    ]


def reads_of(index: TreeIndex, function: FunctionNode, name: str) -> list[ast.Name]:
    """Where a function, with the functions in it, reads a name, in source order."""
    return [each for each in mentions_of(index, function, name) if isinstance(each.ctx, ast.Load)]


def value_of(index: TreeIndex, function: FunctionNode, name: str) -> ast.expr | None:
    """What a function assigns to a name, where it does so in one place only, with a plain ``=``.

    Else None.
    """
    stores = [each for each in mentions_of(index, function, name) if isinstance(each.ctx, ast.Store)]
    if len(stores) != 1 or name in parameter_names(function):
        return None
    return assigned_value(index, stores[0])


def assigned_value(index: TreeIndex, target: ast.expr) -> ast.expr | None:
    """What the statement that a target stands in assigns to it alone.

    None where it assigns it no single value.
    """
    statement = index.parent(target)
    if isinstance(statement, ast.Assign) and statement.targets == [target]:
        return statement.value
    if isinstance(statement, (ast.AnnAssign, ast.NamedExpr)) and statement.target is target:
        return statement.value
    return None


def parameters_of(function: FunctionNode) -> list[tuple[ast.arg, ast.expr | None]]:
    """The parameters of a function with their defaults, without ``*`` and ``**``."""
    arguments = function.args
    positional = [*arguments.posonlyargs, *arguments.args]
    missing = len(positional) - len(arguments.defaults)
    defaults: list[ast.expr | None] = [None] * missing
    return list(
        zip(
            [*positional, *arguments.kwonlyargs],
            [*defaults, *arguments.defaults, *arguments.kw_defaults],
            strict=True,
        )
    )


def parameter_names(function: FunctionNode) -> frozenset[str]:
    """The names of a function's parameters."""
    return frozenset(argument.arg for argument, _ in parameters_of(function))


def statements_after(index: TreeIndex, statement: ast.stmt) -> Iterator[ast.stmt]:
    """The statements that run after one when nothing jumps, up to the first ``return`` or ``raise``.

    Those of the same block come first, then those behind the ``if``, ``with`` or ``try`` around it;
    a loop is not left.
    """
    current: ast.stmt | ast.ExceptHandler | ast.match_case = statement
    while True:
        above = index.parent(current)
        for block in _blocks_after(above, current):
            for each in block:
                yield each
                if isinstance(each, (ast.Return, ast.Raise, ast.Break, ast.Continue)):
                    return
        passable = (ast.If, ast.With, ast.AsyncWith, ast.Try, ast.ExceptHandler, ast.Match, ast.match_case)
        if not isinstance(above, passable):
            return
        current = above


def _blocks_after(above: ast.AST | None, node: ast.AST) -> Iterator[list[ast.stmt]]:
    """The rest of the block that a node stands in, and the blocks that run behind that block."""
    for field in ("body", "orelse", "finalbody"):
        block = getattr(above, field, None)
        if isinstance(block, list) and node in block:
            yield block[block.index(node) + 1 :]
            if isinstance(above, ast.Try):
                if field == "body":
                    yield above.orelse
                if field != "finalbody":
                    yield above.finalbody
            return
    if isinstance(above, ast.Try) and isinstance(node, ast.ExceptHandler):
        yield above.finalbody


def _functions_around(index: TreeIndex, node: ast.AST) -> Iterator[FunctionNode]:
    around = index.function_around(node)
    while around is not None:
        yield around
        around = index.function_around(around)
