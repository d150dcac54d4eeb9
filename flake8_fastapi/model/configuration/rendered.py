"""Texts that are put together, with what is known of their parts and a mark for the others."""

from __future__ import annotations

import ast
import re
from string import Formatter
from typing import TYPE_CHECKING

from flake8_fastapi.model.configuration.mapping import entries_of, keywords_of
from flake8_fastapi.model.configuration.places import place_of

if TYPE_CHECKING:
    from flake8_fastapi.model.configuration.resolver import ConfiguredValues
    from flake8_fastapi.model.module import Module

UNKNOWN = "\0"

PLACEHOLDER = re.compile(r"%(?:\((?P<name>\w+)\))?(?P<kind>[a-zA-Z%])")


def composed_with(node: ast.expr, module: Module) -> ast.expr:
    """The whole text that begins with this one: a sum, ``"..." % values`` or ``"...".format(values)``."""
    above = module.index.parent(node)
    while isinstance(above, ast.BinOp) and above.left is node and isinstance(above.op, (ast.Add, ast.Mod)):
        node, above = above, module.index.parent(above)
    if isinstance(above, ast.Attribute) and above.attr == "format":
        call = module.index.parent(above)
        if isinstance(call, ast.Call) and call.func is above:
            return composed_with(call, module)
    return node


def rendered(node: ast.expr, resolver: ConfiguredValues, module: Module) -> str:
    """A text with what the source tells of its parts, and ``UNKNOWN`` for each of the others."""
    if isinstance(node, ast.JoinedStr):
        parts = [each.value if isinstance(each, ast.FormattedValue) else each for each in node.values]
        return "".join(rendered(each, resolver, module) for each in parts)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return rendered(node.left, resolver, module) + rendered(node.right, resolver, module)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        return _filled(node, resolver, module)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        return _formatted(node, node.func.value, resolver, module)
    options = resolver.of_node(module, node).options
    value = options[0] if len(options) == 1 else None
    if value is None or value.origin not in ("code", "environment"):
        return UNKNOWN
    return str(value.content) if isinstance(value.content, (str, int)) else UNKNOWN


def _filled(node: ast.BinOp, resolver: ConfiguredValues, module: Module) -> str:
    """``"..." % values``."""
    place = place_of(module, node)
    given = iter(node.right.elts if isinstance(node.right, ast.Tuple) else [node.right])
    names = entries_of(resolver, node.right, place).found

    def value(match: re.Match[str]) -> str:
        if match["kind"] == "%":
            return "%"
        named = names.get(match["name"]) if match["name"] else None
        found = named[0] if named else None if match["name"] else next(given, None)
        return UNKNOWN if found is None else rendered(found, resolver, module)

    return PLACEHOLDER.sub(value, rendered(node.left, resolver, module))


def _formatted(call: ast.Call, template: ast.expr, resolver: ConfiguredValues, module: Module) -> str:
    """``"...".format(values)``."""
    names = keywords_of(resolver, call, place_of(module, call)).found
    text = ""
    count = 0
    try:
        parts = list(Formatter().parse(rendered(template, resolver, module)))
    except ValueError:
        return UNKNOWN
    for literal, field, _, _ in parts:
        text += literal
        if field is None:
            continue
        position = int(field) if field.isdecimal() else count if not field else len(call.args)
        count += not field
        if position < len(call.args):
            text += rendered(call.args[position], resolver, module)
        else:
            text += rendered(names[field][0], resolver, module) if field in names else UNKNOWN
    return text
