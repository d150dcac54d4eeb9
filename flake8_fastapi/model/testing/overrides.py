"""Where ``dependency_overrides`` gets entries: by assignment, ``update``, monkeypatch or ``patch.dict``."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.located import Located
from flake8_fastapi.model.observation import argument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.tree_index import TreeIndex

OVERRIDES = "dependency_overrides"


@dataclass(frozen=True, slots=True)
class DependencyOverride(Located):
    """One entry of an application's overrides.

    ``table`` is the ``app.dependency_overrides``; ``key`` and ``value`` are None where the entry is
    not written out. ``is_temporary`` tells that whoever sets it takes it back by itself.
    """

    node: ast.stmt | ast.expr
    table: ast.Attribute
    key: ast.expr | None
    value: ast.expr | None
    is_temporary: bool


def dependency_overrides(module: Module) -> Iterator[DependencyOverride]:
    """The entries made in the file being checked."""
    index = module.index
    for table in index.of_kind(ast.Attribute):
        if table.attr == OVERRIDES:
            yield from _entries(index, table)


def _entries(index: TreeIndex, table: ast.Attribute) -> Iterator[DependencyOverride]:
    parent = index.parent(table)
    above = index.parent(parent) if parent is not None else None
    if isinstance(parent, ast.Subscript) and isinstance(above, ast.Assign) and parent in above.targets:
        yield DependencyOverride(above, table, parent.slice, above.value, False)
    elif (isinstance(parent, ast.Assign) and table in parent.targets) or (
        isinstance(parent, ast.AugAssign) and parent.target is table
    ):
        for key, value in _items(parent.value):
            yield DependencyOverride(parent, table, key, value, False)
    elif isinstance(parent, ast.Attribute) and isinstance(above, ast.Call) and above.func is parent:
        if parent.attr == "update" and above.args:
            for key, value in _items(above.args[0]):
                yield DependencyOverride(above, table, key, value, False)
        elif parent.attr in ("setdefault", "__setitem__") and len(above.args) == 2:
            yield DependencyOverride(above, table, above.args[0], above.args[1], False)
    elif isinstance(parent, ast.Call) and isinstance(parent.func, ast.Attribute):
        yield from _temporary(parent, parent.func.attr, table)


def _temporary(call: ast.Call, method: str, table: ast.Attribute) -> Iterator[DependencyOverride]:
    if method == "setitem" and argument(call, "dic", 0) is table:
        key, value = argument(call, "name", 1), argument(call, "value", 2)
        yield DependencyOverride(call, table, key, value, True)
    elif method == "dict" and argument(call, "in_dict", 0) is table:
        values = argument(call, "values", 1)
        for key, value in _items(values) if values is not None else ():
            yield DependencyOverride(call, table, key, value, True)


def _items(value: ast.expr) -> Iterator[tuple[ast.expr | None, ast.expr | None]]:
    """The entries of a dictionary that is written out; one unknown entry for another value."""
    if isinstance(value, ast.Dict):
        yield from zip(value.keys, value.values, strict=True)
    elif isinstance(value, ast.Call) and not value.args and not value.keywords:
        return  # ``dict()`` empties it
    elif isinstance(value, ast.BinOp) and isinstance(value.op, ast.BitOr):
        yield from _items(value.right)
    elif isinstance(value, ast.Dict | ast.Call | ast.DictComp):
        yield None, None
