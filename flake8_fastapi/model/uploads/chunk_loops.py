"""Loops that copy an upload piece by piece."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.local_names import value_of
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.observation import argument
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.uploads.limits import ORDER, is_checked_before, is_limited_around
from flake8_fastapi.model.uploads.objects import is_upload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionNode
    from flake8_fastapi.model.module import Module

OPENERS = role("opens-file").names
REMOVERS = frozenset({"remove", "unlink", "rmtree", "delete", "cleanup", "rename", "replace"})
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@dataclass(frozen=True, slots=True)
class ChunkLoop(Located):
    """A loop that reads an upload in pieces and writes them.

    ``is_limited`` tells that something bounds its size; ``left_behind`` is the ``raise`` that
    leaves a part of the file on the disk.
    """

    PLACE = "loop"

    loop: ast.While | ast.For | ast.AsyncFor
    upload: ast.expr
    is_limited: bool
    left_behind: ast.Raise | None


def chunk_loops(module: Module) -> Iterator[ChunkLoop]:
    """The loops of a file that copy an upload piece by piece."""
    if is_test_file(module.display_path):
        return
    seen: set[ast.AST] = set()
    for call in module.index.of_kind(ast.Call):
        upload = _read_from(module, call)
        if upload is None:
            continue
        loop = next(
            (
                above
                for above in _ancestors_in_function(module, call)
                if isinstance(above, (ast.While, ast.For, ast.AsyncFor))
            ),
            None,
        )
        function = module.index.function_around(loop) if loop is not None else None
        if loop is None or function is None or loop in seen:
            continue
        seen.add(loop)
        body = [each for statement in loop.body for each in walk(statement)]
        if not any(_writes(each) for each in body):
            continue
        yield ChunkLoop(
            loop, upload, _is_limited(module, function, loop, upload, body), _leaves(module, loop, body)
        )


def _read_from(module: Module, call: ast.Call) -> ast.expr | None:
    """The upload that a call reads a piece of."""
    if not (isinstance(call.func, ast.Attribute) and call.func.attr == "read" and call.args):
        return None
    upload = call.func.value
    if isinstance(upload, ast.Attribute) and upload.attr == "file":
        upload = upload.value
    return upload if is_upload(module, upload) else None


def _ancestors_in_function(module: Module, node: ast.AST) -> Iterator[ast.AST]:
    for above in module.index.ancestors(node):
        if isinstance(above, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return
        yield above


def _writes(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "write"


def _is_limited(
    module: Module, function: FunctionNode, loop: ast.AST, upload: ast.expr, body: list[ast.AST]
) -> bool:
    if any(isinstance(each, ast.Compare) and any(isinstance(op, ORDER) for op in each.ops) for each in body):
        return True
    first = loop.iter if isinstance(loop, (ast.For, ast.AsyncFor)) else getattr(loop, "test", upload)
    return is_checked_before(module, function, upload, first) or is_limited_around(module, function)


def _leaves(
    module: Module, loop: ast.While | ast.For | ast.AsyncFor, body: list[ast.AST]
) -> ast.Raise | None:
    """A ``raise`` in the loop behind which nothing removes the file that is written."""
    if not _writes_to_opened_file(module, loop, body):
        return None
    for each in body:
        if isinstance(each, ast.Raise) and each.exc is not None and not _is_cleaned_up(module, each):
            return each
    return None


def _writes_to_opened_file(module: Module, loop: ast.AST, body: list[ast.AST]) -> bool:
    """Whether what is written to was opened by path, in this function."""
    function = module.index.function_around(loop)
    for each in body:
        if not (_writes(each) and isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute)):
            continue
        target = each.func.value
        if not isinstance(target, ast.Name) or function is None:
            continue
        for above in module.index.ancestors(each):
            if isinstance(above, (ast.With, ast.AsyncWith)):
                for item in above.items:
                    name = item.optional_vars
                    if isinstance(name, ast.Name) and name.id == target.id:
                        return _opens(module, item.context_expr)
        made = value_of(module.index, function, target.id)
        if isinstance(made, ast.Await):
            made = made.value
        if made is not None and _opens(module, made):
            return True
    return False


def _opens(module: Module, node: ast.expr) -> bool:
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Attribute) and node.func.attr == "open":
        if module.observation.is_instance(node.func.value, "pathlib.Path"):
            return True
    return module.observation.called(node) in OPENERS and argument(node, "file", 0) is not None


def _is_cleaned_up(module: Module, statement: ast.Raise) -> bool:
    """Whether the file is removed before a ``raise``, or by a ``try`` or ``with`` around it."""
    child: ast.AST = statement
    for above in module.index.ancestors(statement):
        for field in ("body", "orelse", "finalbody"):
            block = getattr(above, field, None)
            if isinstance(block, list) and child in block:
                if any(_removes(each) for each in block[: block.index(child)]):
                    return True
        if isinstance(above, ast.Try) and child in above.body:
            rest = [*above.finalbody, *(each for handler in above.handlers for each in handler.body)]
            if any(_removes(each) for each in rest):
                return True
        if isinstance(above, (ast.With, ast.AsyncWith)):
            if any("temp" in ast.unparse(item.context_expr).lower() for item in above.items):
                return True
        if isinstance(above, FUNCTIONS):
            break
        child = above
    return False


def _removes(statement: ast.AST) -> bool:
    """Whether a statement calls something that removes a file, by its name."""
    for each in walk(statement):
        if isinstance(each, (ast.Attribute, ast.Name)):
            name = each.attr if isinstance(each, ast.Attribute) else each.id
            if any(word in name.lower() for word in REMOVERS):
                return True
    return False
