"""Whether a read of the environment only asks for a flag: ``os.getenv("TRACE", "").lower() == "true"``."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.tree_index import TreeIndex

SPELLING = frozenset({"lower", "upper", "strip", "casefold"})
"""Methods of a text that leave what it says."""


def only_asks_for_a_flag(module: Module, line: int, column: int) -> bool:
    """Whether what is read at a place is compared with a literal, or asked for its truth, and not used.

    Nothing fails where such a variable is missing.
    """
    index = module.index
    for kind in (ast.Call, ast.Subscript):
        for node in index.of_kind(kind):
            if node.lineno == line and node.col_offset == column and _is_asked(index, node):
                return not isinstance(node, ast.Subscript)  # without the variable that is a KeyError
    return False


def _is_asked(index: TreeIndex, node: ast.AST) -> bool:
    below: ast.AST = node
    for above in index.ancestors(node):
        if isinstance(above, ast.Compare):
            return all(each is below or _is_literal(each) for each in (above.left, *above.comparators))
        if isinstance(above, ast.UnaryOp):
            return isinstance(above.op, ast.Not)
        if isinstance(above, (ast.If, ast.While, ast.IfExp)):
            return above.test is below
        is_spelling = isinstance(above, ast.Attribute) and above.attr in SPELLING
        is_called = isinstance(above, ast.Call) and above.func is below
        if not (is_spelling or is_called or isinstance(above, ast.BoolOp)):
            return False
        below = above
    return False


def _is_literal(node: ast.expr) -> bool:
    members = node.elts if isinstance(node, (ast.Tuple, ast.List, ast.Set)) else [node]
    return all(isinstance(each, ast.Constant) for each in members)
