"""What the handlers of a ``try`` catch, as they are spelled."""

from __future__ import annotations

import ast

CATCH_ALL = frozenset({"Exception", "BaseException"})


def catches_all(handler: ast.ExceptHandler) -> bool:
    """Whether a handler catches every exception that a program raises: ``except:``, ``except Exception``."""
    if handler.type is None:
        return True
    types = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(isinstance(each, ast.Name) and each.id in CATCH_ALL for each in types)
