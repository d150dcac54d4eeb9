"""Going through syntax trees: as Python's ``ast`` module does it, for less than half of the time.

What only says whether a name is read or written (``ctx``) is left out: nobody looks for it as a node.
"""

from __future__ import annotations

import ast
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)

WITHOUT_NODES = frozenset(
    {"id", "attr", "ctx", "kind", "type_comment", "level", "module", "is_async", "simple"}
)
"""Fields that hold texts, numbers or contexts, whatever node has them."""

_fields: dict[type[ast.AST], tuple[str, ...]] = {}


def fields_with_nodes(kind: type[ast.AST]) -> tuple[str, ...]:
    """The fields of a kind of node in which other nodes may stand, in their order."""
    known = _fields.get(kind)
    if known is None:
        names = () if kind is ast.Constant else kind._fields
        known = _fields[kind] = tuple(name for name in names if name not in WITHOUT_NODES)
    return known


def children(node: ast.AST) -> list[ast.AST]:
    """The nodes that stand directly in a node, in source order as far as Python keeps it."""
    fields = _fields.get(node.__class__)
    if fields is None:
        fields = fields_with_nodes(node.__class__)
    found: list[ast.AST] = []
    for field in fields:
        value = getattr(node, field, None)
        if value.__class__ is list:
            found += [child for child in value if isinstance(child, ast.AST)]
        elif isinstance(value, ast.AST):
            found.append(value)
    return found


def walk(node: ast.AST) -> Iterator[ast.AST]:
    """A node and all below it, level by level."""
    waiting = deque((node,))
    while waiting:
        each = waiting.popleft()
        waiting.extend(children(each))
        yield each


def own_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function's own body, in no order, without those of functions and classes in it."""
    waiting = children(node)
    while waiting:
        each = waiting.pop()
        yield each
        if not isinstance(each, SCOPES):
            waiting += children(each)
