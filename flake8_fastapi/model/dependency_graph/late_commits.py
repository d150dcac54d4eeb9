"""Which commits come after a generator's ``yield``, its own and those of what stands around the ``yield``."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.dependency_graph.functions import own_yields
from flake8_fastapi.model.dependency_graph.swallowing import is_broad
from flake8_fastapi.model.dependency_graph.yield_flow import YieldFlow, yields_below
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.types import FunctionObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionNode
    from flake8_fastapi.model.module import Module

TRANSACTIONS = role("commits-at-end").names
"""What commits when its ``with`` block ends."""

COMPOUND = (
    ast.If,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.Try,
    ast.TryStar,
    ast.With,
    ast.AsyncWith,
    ast.Match,
)

GeneratorNode = ast.FunctionDef | ast.AsyncFunctionDef


def late_commits(module: Module, function: GeneratorNode) -> list[tuple[ast.Call, str]]:
    """The calls of a generator of the file being checked that commit late, and what they commit by."""
    flow = YieldFlow(function, partial(is_broad, module))
    found = [
        (call, f"{ast.unparse(call.func)}()")
        for call in _commits_after(function, flow)
        if module.index.function_around(call) is function
        and (_root(call) in names_yielded(function) or module.observation.called(call))
    ]
    return [*found, *_around_yields(module, function)]


def _around_yields(module: Module, function: GeneratorNode) -> Iterator[tuple[ast.Call, str]]:
    """The managers and generators around a ``yield`` that commit when the ``yield`` comes back."""
    for each in own_yields(module, function):
        if isinstance(each, ast.YieldFrom):
            if isinstance(each.value, ast.Call) and _commits_late(module, each.value, False):
                yield each.value, f"the commit of {ast.unparse(each.value.func)}()"
            continue
        child: ast.AST = each
        for above in module.index.ancestors(each):
            if above is function:
                break
            calls: list[tuple[ast.expr, bool]] = []
            if isinstance(above, (ast.With, ast.AsyncWith)) and child in above.body:
                calls = [(item.context_expr, True) for item in above.items]
            elif isinstance(above, (ast.For, ast.AsyncFor)) and child in above.body:
                calls = [(above.iter, False)]
            for node, is_entered in calls:
                if isinstance(node, ast.Call) and _commits_late(module, node, is_entered):
                    yield node, f"the commit of {ast.unparse(node.func)}()"
            child = above


def _commits_late(module: Module, call: ast.Call, is_entered: bool) -> bool:
    """Whether a library's transaction, or a manager or generator of the project, commits at its end."""
    if is_entered and isinstance(call.func, ast.Attribute) and call.func.attr == "begin":
        return module.observation.called(call) in TRANSACTIONS
    of = module.observation.type_of(call.func)
    if not isinstance(of, FunctionObject) or of.manager is not is_entered:
        return False
    if "commit" not in module.project.bodies.text_of(of.definition):
        return False
    node = of.definition.node()
    flow = YieldFlow(node, _catches_all)
    return any(_root(each) in names_yielded(node) for each in _commits_after(node, flow))


def _catches_all(handler: ast.ExceptHandler) -> bool:
    return True


def _commits_after(function: FunctionNode, flow: YieldFlow) -> list[ast.Call]:
    """The calls of a ``commit`` in the statements that run after a ``yield``."""
    found: list[ast.Call] = []
    for statement in flow.after:
        if isinstance(statement, COMPOUND):
            continue
        found += [
            each
            for each in walk(statement)
            if isinstance(each, ast.Call)
            and isinstance(each.func, ast.Attribute)
            and each.func.attr == "commit"
        ]
    return sorted(found, key=lambda each: (each.lineno, each.col_offset))


def _root(call: ast.Call) -> str:
    """The name at the beginning of ``name.attribute.commit()``."""
    node: ast.expr = call.func
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def names_yielded(function: FunctionNode) -> set[str]:
    """The names of what a generator yields, also where they are part of something else."""
    if isinstance(function, ast.Lambda):
        return set()
    return {
        each.id
        for statement in function.body
        for found in yields_below(statement)
        for each in walk(found)
        if isinstance(each, ast.Name)
    }
