"""How expressions are spelled, before anybody asks what they mean."""

from __future__ import annotations

import ast


def last_name(node: ast.AST | None) -> str:
    """The last part of a name or dotted name (``c`` of ``a().b.c``); ``""`` for other expressions."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
