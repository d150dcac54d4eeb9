"""What the bases in a class statement are, also where the class stands in a function."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.types import UNKNOWN, ClassObject, External, Type

if TYPE_CHECKING:
    from flake8_fastapi.model.module import Module


def reference(module: Module, node: ast.expr) -> Type:
    """What a name in the file being checked stands for; in bodies that are not evaluated, at top level."""
    found = module.observation.type_of(node)
    if found is UNKNOWN and module.index.function_around(node) is not None:
        return module.project.interpreter.module_scope(module).reference(node)
    return found


def base_types(module: Module, node: ast.ClassDef) -> list[Type]:
    """What each base of a class is; UNKNOWN for those that cannot be followed."""
    bases = [base.value if isinstance(base, ast.Subscript) else base for base in node.bases]
    return [reference(module, base) for base in bases]


def lineage_names(module: Module, node: ast.ClassDef) -> frozenset[str]:
    """The dotted names of all known classes that a class derives from."""
    names: frozenset[str] = frozenset()
    for base in base_types(module, node):
        if isinstance(base, ClassObject):
            names |= module.observation.lineage_names(base.definition)
        elif isinstance(base, External):
            names |= module.observation.lineage_names(module.observation.name_of(base))
    return names
