"""How expressions are spelled, before anybody asks what they mean."""

from __future__ import annotations

import ast

LOGGING_METHODS = frozenset({"debug", "info", "warning", "error", "exception", "critical", "log"})
"""The methods of loggers, the same in logging, loguru and structlog."""


def last_name(node: ast.AST | None) -> str:
    """The last part of a name or dotted name (``c`` of ``a().b.c``); ``""`` for other expressions."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
