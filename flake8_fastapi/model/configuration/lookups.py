"""Whether an expression is a look-up that finds nobody, and that nothing has looked at."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.queries import may_give_none
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.types import Entries, ExternalMethod, Instance

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionNode
    from flake8_fastapi.model.module import Module

TESTS = (ast.If, ast.IfExp, ast.While, ast.Assert)


def may_be_missing(module: Module, node: ast.expr, function: FunctionNode) -> bool:
    """Whether what a function returns may be None: by its type, or as a look-up of a library gives it."""
    if module.observation.may_be_none(node):
        return True
    if isinstance(node, ast.Await):
        return may_be_missing(module, node.value, function)
    if isinstance(node, ast.Call):
        return _gives_none(module, node)
    if isinstance(node, ast.Name):
        given = _assigned(module, node.id, function)
        return (
            len(given) == 1
            and not _is_looked_at(module, node.id, function)
            and not isinstance(given[0], ast.Name)
            and may_be_missing(module, given[0], function)
        )
    return False


def _gives_none(module: Module, call: ast.Call) -> bool:
    of = module.observation.type_of(call.func)
    if not isinstance(of, ExternalMethod):
        return False
    if isinstance(of.receiver, Entries):
        return of.name == "get" and len(call.args) == 1 and not call.keywords
    if not isinstance(of.receiver, Instance) or not isinstance(of.receiver.cls, str):
        return False
    facts = module.project.knowledge.lineage(of.receiver.cls)
    return may_give_none([each.name for each in facts], of.name)


def _assigned(module: Module, name: str, function: FunctionNode) -> list[ast.expr]:
    """What a local name is given; one that is given in other ways counts twice."""
    found: list[ast.expr] = []
    for each in module.index.names(name):
        if isinstance(each.ctx, ast.Store) and module.index.function_around(each) is function:
            above = module.index.parent(each)
            is_plain = isinstance(above, (ast.Assign, ast.AnnAssign)) and above.value is not None
            found += [above.value] if is_plain else [each, each]  # type: ignore[union-attr]
    return found


def _is_looked_at(module: Module, name: str, function: FunctionNode) -> bool:
    """Whether any condition of the function is about a name."""
    return any(
        isinstance(each, ast.Name) and each.id == name
        for kind in TESTS
        for statement in module.index.of_kind(kind)
        if module.index.function_around(statement) is function
        for each in walk(statement.test)  # type: ignore[attr-defined]
    )
