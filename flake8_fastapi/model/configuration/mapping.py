"""Dictionaries of options: what stands under which key, through names, ``dict()`` and ``**``."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flake8_fastapi.model.tree_walk import walk

if TYPE_CHECKING:
    from flake8_fastapi.model.configuration.places import Place
    from flake8_fastapi.model.configuration.resolver import ConfiguredValues

DEEPEST = 6


@dataclass
class Entries:
    """The expressions under the text keys of a dictionary, each with its place.

    ``is_complete`` tells that there are no other keys.
    """

    found: dict[str, tuple[ast.expr, Place]] = field(default_factory=dict)
    is_complete: bool = True


def entries_of(resolver: ConfiguredValues, node: ast.expr, place: Place, depth: int = 0) -> Entries:
    """What a dictionary holds, as far as it is written as one."""
    if depth > DEEPEST:
        return Entries(is_complete=False)
    if isinstance(node, ast.Dict):
        result = Entries()
        for key, value in zip(node.keys, node.values, strict=True):
            if key is None:
                _merge(result, entries_of(resolver, value, place, depth + 1))
            elif isinstance(key, ast.Constant) and isinstance(key.value, str):
                result.found[key.value] = (value, place)
            else:
                result.is_complete = False
        return result
    if isinstance(node, ast.Call) and resolver.name_called(node.func, place) == "builtins.dict":
        result = Entries(is_complete=len(node.args) <= 1)
        for argument in node.args[:1]:
            _merge(result, entries_of(resolver, argument, place, depth + 1))
        _merge(result, keywords_of(resolver, node, place, depth))
        return result
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        result = entries_of(resolver, node.left, place, depth + 1)
        _merge(result, entries_of(resolver, node.right, place, depth + 1))
        return result
    if isinstance(node, ast.Subscript):
        name = node.slice.value if isinstance(node.slice, ast.Constant) else None
        inner = entries_of(resolver, node.value, place, depth + 1)
        if isinstance(name, str) and name in inner.found:
            return entries_of(resolver, *inner.found[name], depth + 1)
    if isinstance(node, (ast.Name, ast.Attribute)):
        written = resolver.written(node, place)
        if len(written) == 1 and written[0][0] is not node:
            result = entries_of(resolver, *written[0], depth + 1)
            is_changed = isinstance(node, ast.Name) and _is_changed(node, place)
            return Entries(result.found, result.is_complete and not is_changed)
    return Entries(is_complete=False)


def keywords_of(resolver: ConfiguredValues, node: ast.Call, place: Place, depth: int = 0) -> Entries:
    """The keyword arguments of a call, those behind ``**`` included."""
    result = Entries()
    for keyword in node.keywords:
        if keyword.arg is not None:
            result.found[keyword.arg] = (keyword.value, place)
        else:
            _merge(result, entries_of(resolver, keyword.value, place, depth + 1))
    return result


def _merge(into: Entries, other: Entries) -> None:
    into.found.update(other.found)
    into.is_complete = into.is_complete and other.is_complete


def _is_changed(name: ast.Name, place: Place) -> bool:
    """Whether a local dictionary is written to after it was made."""
    for function in place.functions[:1]:
        for each in walk(function):
            if isinstance(each, ast.Subscript) and not isinstance(each.ctx, ast.Load):
                if isinstance(each.value, ast.Name) and each.value.id == name.id:
                    return True
            if isinstance(each, ast.Attribute) and each.attr in ("update", "setdefault", "pop"):
                if isinstance(each.value, ast.Name) and each.value.id == name.id:
                    return True
    return False
