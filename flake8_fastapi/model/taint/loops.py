"""What loops do with the items that they go through."""

from __future__ import annotations

import ast

from flake8_fastapi.model.tree_walk import walk

LEAVING = (ast.Return, ast.Break, ast.Continue)
COLLECTING = frozenset({"append", "add", "extend", "insert", "appendleft"})


def leaves_items_out(loop: ast.For | ast.AsyncFor) -> bool:
    """Whether a loop keeps only some of its items: it ends early, passes over some, or collects by a test."""
    waiting = [(statement, False) for statement in loop.body]
    while waiting:
        node, is_tested = waiting.pop()
        if isinstance(node, LEAVING) or (is_tested and _collects(node)):
            return True
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        for field in ("body", "orelse", "finalbody"):
            block = getattr(node, field, None)
            for each in block if isinstance(block, list) else ():
                waiting.append((each, is_tested or isinstance(node, ast.If)))
    return False


def narrowed_name(node: ast.stmt) -> str:
    """The list that keeps only some of its own items (``rows = [row for row in rows if row.open]``)."""
    if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.ListComp):
        return ""
    clause = node.value.generators[0]
    name = clause.iter.id if isinstance(clause.iter, ast.Name) and clause.ifs else ""
    return name if [each.id for each in node.targets if isinstance(each, ast.Name)] == [name] else ""


def _collects(node: ast.stmt) -> bool:
    """Whether a statement puts something into a container."""
    if isinstance(node, ast.Expr):
        call = node.value
        return (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Attribute)
            and call.func.attr in COLLECTING
        )
    return False


def decisive_names(function: ast.AST) -> set[str]:
    """The names in the conditions of a function's branches, and those of what its loops go through."""
    found: set[str] = set()
    for node in walk(function):
        if isinstance(node, (ast.If, ast.IfExp, ast.While)):
            decisive: ast.expr = node.test
        elif isinstance(node, (ast.For, ast.AsyncFor)):
            decisive = node.iter
        elif isinstance(node, ast.Match):
            decisive = node.subject
        else:
            continue
        found.update(each.id for each in walk(decisive) if isinstance(each, ast.Name))
    return found
