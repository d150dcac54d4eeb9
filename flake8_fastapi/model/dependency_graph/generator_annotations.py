"""Whether an annotation can be that of a generator function."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.annotated import read_annotation
from flake8_fastapi.model.types import ClassObject, External

if TYPE_CHECKING:
    from flake8_fastapi.model.module import Module

TYPING = ("typing", "typing_extensions", "collections.abc", "types", "contextlib")
SYNC = frozenset({"Generator", "Iterable", "Iterator", "GeneratorType", "Reversible", "Collection"})
ASYNC = frozenset({"AsyncGenerator", "AsyncIterable", "AsyncIterator", "AsyncGeneratorType"})
VALUES = frozenset(
    {"builtins.bool", "builtins.bytes", "builtins.dict", "builtins.float", "builtins.int", "builtins.list",
     "builtins.set", "builtins.str", "builtins.tuple"}
)  # fmt: skip


def names_no_generator(module: Module, node: ast.expr, is_async: bool) -> bool:
    """Whether an annotation surely names something that no generator function returns.

    ``is_async`` for asynchronous ones.
    """
    written = read_annotation(node, module).type
    node, module = written.node, written.module
    if isinstance(node, ast.Constant):
        return node.value is None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return all(names_no_generator(module, each, is_async) for each in (node.left, node.right))
    head = node.value if isinstance(node, ast.Subscript) else node
    if not isinstance(head, (ast.Name, ast.Attribute)):
        return False
    of = module.project.interpreter.module_scope(module).reference(head)
    if isinstance(of, ClassObject):
        return _is_plain_class(module, of)
    if not isinstance(of, External):
        return False
    name = module.project.knowledge.canonical(of.name)
    prefix, _, short = name.rpartition(".")
    if prefix in TYPING:
        if short in ("Optional", "Union") and isinstance(node, ast.Subscript):
            parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            return all(names_no_generator(module, each, is_async) for each in parts)
        return short in (SYNC if is_async else ASYNC)
    return name in VALUES or module.project.knowledge.is_class(name)


def _is_plain_class(module: Module, of: ClassObject) -> bool:
    """Whether a class of the project is surely no iterator or protocol."""
    hierarchy = module.project.interpreter.hierarchy
    if hierarchy.is_protocol(of.definition) or not hierarchy.has_known_bases(of.definition):
        return False
    own = ("__iter__", "__next__", "__aiter__", "__anext__")
    return not any(
        each.startswith(("typing.", "collections.")) and each != "typing.Generic"
        if isinstance(each, str)
        else any(name in each.methods for name in own)
        for each in hierarchy.lineage(of.definition)
    )
