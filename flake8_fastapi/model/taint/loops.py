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
                waiting.append((each, is_tested or (isinstance(node, ast.If) and _selects(node))))
    return False


def _selects(node: ast.If) -> bool:
    """Whether a test may decide which items are kept."""
    return not _makes_room(node) and not _sorts(node)


def _sorts(node: ast.If) -> bool:
    """Whether a test only decides where something goes: each branch puts it into some container."""
    return all(map(_collects_always, (node.body, node.orelse)))


def _collects_always(block: list[ast.stmt]) -> bool:
    return any(_collects(each) or (isinstance(each, ast.If) and _sorts(each)) for each in block)


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
    if isinstance(node, ast.Assign):
        # One entry of many has a computed key; a literal one is a field of a single item.
        return any(
            isinstance(each, ast.Subscript) and not isinstance(each.slice, ast.Constant)
            for each in node.targets
        )
    return False


def _makes_room(node: ast.If) -> bool:
    """Whether a branch begins what an item belongs to: ``if key not in groups: groups[key] = []``."""
    test = node.test
    is_missing = isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.NotIn)
    return is_missing and not node.orelse and all(isinstance(each, ast.Assign) for each in node.body)


def decisive_tests(function: ast.AST) -> list[ast.expr]:
    """The conditions of a function's branches, and what its loops go through."""
    found: list[ast.expr] = []
    for node in walk(function):
        if isinstance(node, (ast.If, ast.IfExp, ast.While)):
            found.append(node.test)
        elif isinstance(node, (ast.For, ast.AsyncFor)):
            found.append(node.iter)
        elif isinstance(node, ast.Match):
            found.append(node.subject)
    return found
