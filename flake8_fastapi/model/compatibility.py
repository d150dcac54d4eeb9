"""Code that reckons with several versions of a library: what is old there is meant to be old."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from flake8_fastapi.model.spelling import last_name

if TYPE_CHECKING:
    from flake8_fastapi.model.tree_index import TreeIndex

MISSING = frozenset({"AttributeError", "ImportError", "ModuleNotFoundError", "PydanticImportError"})
"""What is raised where a library does not have a name."""

VERSION_TEST = re.compile(r"hasattr|version|pydantic_?v|_v[12]\b", re.IGNORECASE)


def depends_on_version(index: TreeIndex, node: ast.AST) -> bool:
    """Whether code is run only where a library has a name or does not have it.

    In a ``try`` that catches the failure or in its handler, or under a test of a version.
    """
    for above in index.ancestors(node):
        if isinstance(above, ast.ExceptHandler) and _catches_missing(above):
            return True
        if isinstance(above, ast.Try) and any(_catches_missing(handler) for handler in above.handlers):
            return True
        if isinstance(above, (ast.If, ast.IfExp)) and VERSION_TEST.search(ast.unparse(above.test)):
            return True
    return False


def _catches_missing(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return False
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(last_name(each) in MISSING for each in caught)
