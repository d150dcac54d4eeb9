"""Endings of file names: what stands behind the last dot tells nothing of what stands in front of it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.tree_walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = ("split", "rpartition", "suffix", "endswith", "guess_")
"""A function that takes an ending of what it is given has one of these in its text."""

SUFFIXES = frozenset({"suffix", "suffixes"})
GUESSES = frozenset({"guess_type", "guess_file_type"})
"""What the standard library makes of an ending."""

FIELD = "filename"


def taken_from(call: ast.expr, index: object) -> ast.expr | None:
    """The text of which an item of a call's result is the part behind a dot (``name.rsplit(".", 1)[1]``).

    None for other expressions.
    """
    if not isinstance(call, ast.Call) or not isinstance(index, int) or not call.args:
        return None
    function = call.func
    name = last_name(function)
    if name in GUESSES:
        return call.args[0]
    if name == "splitext":
        return call.args[0] if index in (1, -1) else None
    if index == 0:
        return None
    separator = call.args[0]
    if (
        not isinstance(function, ast.Attribute)
        or not isinstance(separator, ast.Constant)
        or separator.value != "."
    ):
        return None
    if name == "rpartition":
        return function.value if index in (2, -1) else None
    is_whole = len(call.args) == 1 and not call.keywords
    # With a number, `split` leaves the rest with its dots in the last piece, `rsplit` in the first.
    return function.value if (name == "split" and is_whole) or name == "rsplit" else None


def index_of(node: ast.Subscript) -> object:
    """The literal index or key of an item, also a negative one; None where there is none."""
    index = node.slice
    if isinstance(index, ast.UnaryOp) and isinstance(index.op, ast.USub):
        number = index.operand.value if isinstance(index.operand, ast.Constant) else None
        return -number if isinstance(number, int) else None
    return index.value if isinstance(index, ast.Constant) else None


def looks_at_ending_only(
    function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, parameter: str
) -> bool:
    """Whether all that a function asks of the text (or upload) that it is given is how its name ends."""
    inside: set[ast.expr] = set()
    for subject in _subjects(function):
        inside.update(each for each in walk(subject) if isinstance(each, ast.Name) and each.id == parameter)
    if not inside:
        return False
    is_upload = any(
        isinstance(each, ast.Attribute) and each.value in inside and each.attr == FIELD
        for each in walk(function)
    )
    told = {*inside, *_tell_nothing(function, is_upload=is_upload)}
    return all(
        each in told
        for each in walk(function)
        if isinstance(each, ast.Name) and each.id == parameter and isinstance(each.ctx, ast.Load)
    )


def _subjects(function: ast.AST) -> Iterator[ast.expr]:
    """The texts of which a function takes or tests the ending."""
    for each in walk(function):
        if isinstance(each, ast.Subscript):
            subject = taken_from(each.value, index_of(each))
            if subject is not None:
                yield subject
        elif isinstance(each, ast.Attribute) and each.attr in SUFFIXES:
            yield each.value
        elif (
            isinstance(each, ast.Call)
            and isinstance(each.func, ast.Attribute)
            and each.func.attr == "endswith"
        ):
            yield each.func.value
        elif isinstance(each, ast.Assign) and _leaves_the_rest(each, function):
            subject = taken_from(each.value, 1)
            if subject is not None:
                yield subject


def _leaves_the_rest(node: ast.Assign, function: ast.AST) -> bool:
    """Whether ``_, ending = os.path.splitext(name)`` forgets the part in front of the dot."""
    target = node.targets[0]
    if not isinstance(target, ast.Tuple) or len(target.elts) != 2 or not isinstance(target.elts[0], ast.Name):
        return False
    rest = target.elts[0].id
    return not any(
        isinstance(each, ast.Name) and each.id == rest and isinstance(each.ctx, ast.Load)
        for each in walk(function)
    )


def _tell_nothing(function: ast.AST, *, is_upload: bool) -> Iterator[ast.expr]:
    """Uses of a value that say nothing of the text: its truth, ``"." in name``, other fields of an upload."""
    for each in walk(function):
        if isinstance(each, ast.UnaryOp) and isinstance(each.op, ast.Not):
            yield _whose(each.operand)
        elif isinstance(each, ast.BoolOp):
            yield from (_whose(value) for value in each.values)
        elif isinstance(each, (ast.If, ast.IfExp)):
            yield _whose(each.test)
        elif isinstance(each, ast.Compare):
            literal = each.left if isinstance(each.ops[0], (ast.In, ast.NotIn)) else each.comparators[0]
            if isinstance(literal, ast.Constant) and literal.value in (".", None, ""):
                yield _whose(each.comparators[0] if literal is each.left else each.left)
        elif is_upload and isinstance(each, ast.Attribute) and each.attr != FIELD:
            yield each.value


def _whose(node: ast.expr) -> ast.expr:
    """The upload of whose file name this is, else the expression itself."""
    return node.value if isinstance(node, ast.Attribute) and node.attr == FIELD else node
