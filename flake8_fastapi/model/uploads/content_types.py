"""Where the content type of an upload is used as if it were always there."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.local_names import reads_of, value_of
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.uploads.objects import is_upload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.module import Module

NAME = "content_type"
FORGIVING = frozenset({"AttributeError", "TypeError", "Exception", "BaseException"})
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@dataclass(frozen=True, slots=True)
class ContentTypeUse(Located):
    """A use of ``upload.content_type`` that fails when it is None, with nothing before that rules it out.

    ``node`` is the content type there: the attribute, or a local name that was given it.
    """

    node: ast.Attribute | ast.Name


def content_type_uses(module: Module) -> Iterator[ContentTypeUse]:
    """The uses of an upload's content type in a file that a part without one breaks."""
    if is_test_file(module.display_path):
        return
    for node in module.index.of_kind(ast.Attribute):
        if node.attr != NAME or not isinstance(node.ctx, ast.Load):
            continue
        if _needs_text(module, node):
            if is_upload(module, node.value) and not _is_guarded(module, node, ast.unparse(node)):
                yield ContentTypeUse(node)
        else:
            yield from _uses_of_name(module, node)


def _uses_of_name(module: Module, node: ast.Attribute) -> Iterator[ContentTypeUse]:
    """The uses of a local name that is given the content type and nothing else."""
    statement, function = module.index.parent(node), module.index.function_around(node)
    if not isinstance(statement, ast.Assign) or function is None or len(statement.targets) != 1:
        return
    target = statement.targets[0]
    if not isinstance(target, ast.Name) or value_of(module.index, function, target.id) is not node:
        return
    paths = (target.id, ast.unparse(node))
    for read in reads_of(module.index, function, target.id):
        if read.lineno > statement.lineno and _needs_text(module, read):
            if is_upload(module, node.value) and not any(_is_guarded(module, read, each) for each in paths):
                yield ContentTypeUse(read)


def _needs_text(module: Module, node: ast.expr) -> bool:
    """Whether None fails there: an attribute, a subscript, or ``"..." in content_type``."""
    parent = module.index.parent(node)
    if isinstance(parent, (ast.Attribute, ast.Subscript)):
        return parent.value is node and isinstance(parent.ctx, ast.Load)
    if isinstance(parent, ast.Compare):
        pairs = zip(parent.ops, parent.comparators, strict=True)
        return any(isinstance(op, (ast.In, ast.NotIn)) and each is node for op, each in pairs)
    return False


def _is_guarded(module: Module, node: ast.expr, path: str) -> bool:
    """Whether something on the way to an expression has ruled out that ``path`` is None."""
    child: ast.AST = node
    for above in module.index.ancestors(node):
        if isinstance(above, ast.BoolOp) and _ruled_out_by_earlier(above, child, path):
            return True
        if isinstance(above, (ast.If, ast.IfExp, ast.While)) and child is not above.test:
            is_body = child is above.body if isinstance(above, ast.IfExp) else child in above.body
            if _rules_out(above.test, path, is_body):
                return True
        if isinstance(above, ast.Try) and child in above.body:
            if any(_forgives(handler) for handler in above.handlers):
                return True
        if isinstance(child, ast.stmt) and _ruled_out_before(above, child, path):
            return True
        if isinstance(above, (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)):
            tests = [test for each in above.generators for test in each.ifs]
            if any(test is not child and _rules_out(test, path, True) for test in tests):
                return True
        if isinstance(above, FUNCTIONS):
            return False
        child = above
    return False


def _forgives(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    return any(isinstance(each, ast.Name) and each.id in FORGIVING for each in walk(handler.type))


def _ruled_out_by_earlier(operation: ast.BoolOp, child: ast.AST, path: str) -> bool:
    """Whether an operand in front of one of ``and`` or ``or`` rules None out."""
    wanted = isinstance(operation.op, ast.And)
    for value in operation.values:
        if value is child:
            return False
        if _rules_out(value, path, wanted):
            return True
    return False


def _ruled_out_before(above: ast.AST, statement: ast.stmt, path: str) -> bool:
    """Whether a statement in front of one in the same block rules None out."""
    for field in ("body", "orelse", "finalbody"):
        block = getattr(above, field, None)
        if not isinstance(block, list) or statement not in block:
            continue
        for before in block[: block.index(statement)]:
            if (
                isinstance(before, ast.If)
                and _always_leaves(before.body)
                and _rules_out(before.test, path, False)
            ):
                return True
            if isinstance(before, ast.If) and _assigns(before, path):
                return True
            if isinstance(before, ast.Assert) and _rules_out(before.test, path, True):
                return True
            if isinstance(before, (ast.Assign, ast.AnnAssign)) and _assigns(before, path):
                return True
            if _uses(before, path):
                return True  # that one is reported, and after it the content type is there
    return False


def _always_leaves(block: list[ast.stmt]) -> bool:
    return isinstance(block[-1], (ast.Return, ast.Raise, ast.Continue, ast.Break))


def _assigns(statement: ast.stmt, path: str) -> bool:
    return any(
        isinstance(each, ast.Attribute) and isinstance(each.ctx, ast.Store) and ast.unparse(each) == path
        for each in walk(statement)
    )


def _uses(statement: ast.stmt, path: str) -> bool:
    """Whether a statement surely uses an attribute of the content type."""
    if isinstance(statement, (ast.If, ast.While)):
        return _uses_in(statement.test, path)
    if isinstance(statement, (ast.Expr, ast.Assign, ast.Return)) and statement.value is not None:
        return _uses_in(statement.value, path)
    return False


def _uses_in(expression: ast.expr, path: str) -> bool:
    first = expression
    while isinstance(first, (ast.BoolOp, ast.UnaryOp, ast.Call, ast.Compare, ast.Await)):
        if isinstance(first, ast.BoolOp):
            first = first.values[0]
        elif isinstance(first, ast.UnaryOp):
            first = first.operand
        elif isinstance(first, ast.Call):
            first = first.func
        elif isinstance(first, ast.Compare):
            first = first.left
        else:
            first = first.value
    return isinstance(first, ast.Attribute) and ast.unparse(first.value) == path


def _rules_out(test: ast.expr, path: str, outcome: bool) -> bool:
    """Whether a test that comes out true (or false) tells that what a path names is not None."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return _rules_out(test.operand, path, not outcome)
    if isinstance(test, ast.BoolOp):
        if isinstance(test.op, ast.And) is outcome:
            return any(_rules_out(each, path, outcome) for each in test.values)
        return all(_rules_out(each, path, outcome) for each in test.values)
    if isinstance(test, ast.NamedExpr):
        return _rules_out(test.value, path, outcome)
    if ast.unparse(test) == path:
        return outcome
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        return _comparison_rules_out(test, path, outcome)
    if isinstance(test, ast.Call):
        if isinstance(test.func, ast.Name) and test.func.id in ("isinstance", "any", "all", "bool"):
            return outcome and any(
                ast.unparse(each) == path for each in walk(test) if isinstance(each, ast.Attribute)
            )
        return any(ast.unparse(each) == path for each in test.args)  # an unknown check of it
    return False


def _comparison_rules_out(test: ast.Compare, path: str, outcome: bool) -> bool:
    operator, left, right = test.ops[0], test.left, test.comparators[0]
    if path not in (ast.unparse(left), ast.unparse(right)):
        return False
    other = right if ast.unparse(left) == path else left
    is_none = isinstance(other, ast.Constant) and other.value is None
    if isinstance(operator, (ast.Is, ast.Eq)):
        return outcome is not is_none
    if isinstance(operator, (ast.IsNot, ast.NotEq)):
        return outcome is is_none
    if isinstance(operator, ast.In):
        return outcome
    return isinstance(operator, ast.NotIn) and not outcome
