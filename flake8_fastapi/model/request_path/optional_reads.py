"""Whether a read of the environment is of something that may be missing: nothing fails where it is.

``os.getenv("TRACE", "").lower() == "true"`` asks for a flag; ``key = os.getenv("KEY")`` in front of
``if key:`` for what is only used where there is any; ``os.getenv("REGION", "eu")`` says what holds otherwise.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.local_names import assigned_value, mentions_of
from flake8_fastapi.model.spelling import last_name

if TYPE_CHECKING:
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.tree_index import TreeIndex

SPELLING = frozenset({"lower", "upper", "strip", "casefold"})
"""Methods of a text that leave what it says."""


CONVERSIONS = frozenset({"int", "float", "loads", "Decimal"})
"""What fails for a value that is there and wrong."""


def may_be_missing(module: Module, line: int, column: int) -> bool:
    """Whether what is read at a place has a fallback, is only asked for, or used where there is any."""
    index = module.index
    return any(
        node.lineno == line
        and node.col_offset == column
        and (_is_asked(index, node) or _is_optional(index, node) or _has_fallback(index, node))
        for node in index.of_kind(ast.Call)  # `os.environ["X"]` fails itself
    )


def _has_fallback(index: TreeIndex, node: ast.Call) -> bool:
    """Whether a read says what holds without the variable, and nothing fails for what is in it."""
    has_fallback = len(node.args) > 1 or any(each.arg == "default" for each in node.keywords)
    below: ast.AST = node
    for above in index.ancestors(node):
        if isinstance(above, ast.BoolOp):
            has_fallback = has_fallback or (isinstance(above.op, ast.Or) and above.values[-1] is not below)
        elif isinstance(above, ast.Call) and above.func is not below:
            return has_fallback and last_name(above.func) not in CONVERSIONS
        elif not isinstance(above, (ast.Attribute, ast.Call)):
            return has_fallback
        below = above
    return has_fallback


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


def _is_optional(index: TreeIndex, node: ast.Call) -> bool:
    """Whether a name is given what is read, and all that is done with it stands behind ``if name:``."""
    statement, function = index.parent(node), index.function_around(node)
    if function is None or not isinstance(statement, (ast.Assign, ast.AnnAssign)):
        return False
    target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
    if not isinstance(target, ast.Name) or assigned_value(index, target) is not node:
        return False
    reads = [each for each in mentions_of(index, function, target.id) if each is not target]
    tests = [test for each in reads if (test := _present_there(index, each, each)) is not None]
    return bool(tests) and all(
        isinstance(each.ctx, ast.Load) and any(_is_within(index, each, test) for test in tests)
        for each in reads
    )


def _present_there(index: TreeIndex, name: ast.Name, below: ast.AST) -> ast.If | ast.IfExp | None:
    """The ``if`` whose test asks for the truth of a name, and which does without where there is nothing."""
    above = index.parent(below)
    if isinstance(above, ast.BoolOp) and isinstance(above.op, ast.And):
        return _present_there(index, name, above)
    if isinstance(above, ast.If) and above.test is below:
        return None if any(isinstance(each, ast.Raise) for each in above.orelse) else above
    return above if isinstance(above, ast.IfExp) and above.test is below else None


def _is_within(index: TreeIndex, node: ast.AST, test: ast.If | ast.IfExp) -> bool:
    """Whether a node stands in a test or in what is done where it holds."""
    below = node
    for above in index.ancestors(node):
        if above is test:
            held = test.body if isinstance(test.body, list) else [test.body]
            return below is test.test or below in held
        below = above
    return False
