"""What stands beside the type in ``Annotated[...]``, also through aliases in other files."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.definitions import ImportBinding, ValueBinding
from flake8_fastapi.model.types import External

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.module import Module

DEEPEST_ALIAS = 8
"""Aliases of aliases that are followed."""


@dataclass(frozen=True, slots=True)
class Written:
    """An expression at the top level or in a signature, and the module in which its names are read."""

    node: ast.expr
    module: Module

    @property
    def name(self) -> str:
        """The canonical name of what the expression refers to, or of what it calls."""
        node = self.node.func if isinstance(self.node, ast.Call) else self.node
        interpreter = self.module.project.interpreter
        of = interpreter.module_scope(self.module).reference(node)
        return interpreter.knowledge.canonical(of.name) if isinstance(of, External) else ""

    def names_any(self, names: frozenset[str]) -> bool:
        """Whether a type is one of these, a list of them, or one of them or something else."""
        node = self.node
        if isinstance(node, (ast.Name, ast.Attribute)):
            return self.name in names
        if isinstance(node, ast.BinOp):
            parts = [node.left, node.right]
        elif isinstance(node, ast.Subscript):
            parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        else:
            return False
        return any(read_annotation(each, self.module).type.names_any(names) for each in parts)


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation taken apart: the type itself, and the metadata of all ``Annotated`` around it.

    The metadata is in Python's order, inner ones first: of several that exclude each other the last counts.
    """

    type: Written
    metadata: tuple[Written, ...] = ()


def read_annotation(node: ast.expr, module: Module) -> Annotation:
    """An annotation without its ``Annotated`` and aliases; ``Optional`` and unions stay as they are."""
    return _read(Written(node, module), (), 0)


def _read(written: Written, metadata: tuple[Written, ...], depth: int) -> Annotation:
    node, module = written.node, written.module
    if depth > DEEPEST_ALIAS:
        return Annotation(written, metadata)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        try:
            inner = ast.parse(node.value.strip(), mode="eval").body
        except (SyntaxError, ValueError):
            return Annotation(written, metadata)
        return _read(Written(inner, module), metadata, depth + 1)
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Tuple):
        if Written(node.value, module).name in ("typing.Annotated", "typing_extensions.Annotated"):
            inner, *rest = node.slice.elts
            beside = tuple(Written(each, module) for each in rest)
            return _read(Written(inner, module), (*beside, *metadata), depth + 1)
    if isinstance(node, (ast.Name, ast.Attribute)):
        value = _alias(written)
        if value is not None:
            return _read(value, metadata, depth + 1)
    return Annotation(written, metadata)


def _alias(written: Written) -> Written | None:
    """The value that a name was assigned at the top level of this or another file, once."""
    node, module = written.node, written.module
    for _ in range(DEEPEST_ALIAS):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found = list(_imported_module(module, node.value.id))
            name = node.attr
            if not found:
                return None
            module = found[0]
        elif isinstance(node, ast.Name):
            name = node.id
        else:
            return None
        bindings = module.lookup(name)
        if not bindings:
            origin = _star_origin(module, name)
            if origin is not None:
                module, node = origin, ast.Name(name, ast.Load())
                continue
        if len(bindings) != 1:
            return None
        binding = bindings[0]
        if isinstance(binding, ValueBinding):
            plain = binding.unpack is None and not binding.entered and not binding.iterated
            return Written(binding.value, module) if plain and binding.value is not None else None
        if not isinstance(binding, ImportBinding) or binding.attribute is None:
            return None
        origin = module.project.interpreter.names.imported_module(module, binding)
        if origin is None:
            return None
        module, node = origin, ast.Name(binding.attribute, ast.Load())
    return None


def _star_origin(module: Module, name: str, depth: int = 0) -> Module | None:
    """The module of the project that binds a name which star imports hand on."""
    for star in reversed(module.skeleton.stars) if depth < DEEPEST_ALIAS else ():
        origin = module.project.interpreter.names.imported_module(module, star)
        exported = origin.skeleton.exported if origin is not None else None
        if origin is None or not (name in exported if exported is not None else not name.startswith("_")):
            continue
        found = origin if origin.lookup(name) else _star_origin(origin, name, depth + 1)
        if found is not None:
            return found
    return None


def _imported_module(module: Module, name: str) -> Iterator[Module]:
    """The project's module that a name stands for, if it is one."""
    from flake8_fastapi.model.types import ModuleObject

    of = module.project.interpreter.names.type_of(module, name)
    if isinstance(of, ModuleObject):
        yield of.module
