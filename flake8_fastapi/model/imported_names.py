"""What imported names stand for, asked without evaluating the function that they are used in."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.definitions import ImportBinding

if TYPE_CHECKING:
    from flake8_fastapi.model.module import Module


def imported_name(module: Module, node: ast.expr) -> str:
    """The dotted name of an imported name, or of an attribute of one; ``""`` where it is not certain."""
    attributes: list[str] = []
    root = node
    while isinstance(root, ast.Attribute):
        attributes.insert(0, root.attr)
        root = root.value
    if not isinstance(root, ast.Name):
        return ""
    bindings = module.lookup(root.id)
    if bindings and all(isinstance(binding, ImportBinding) for binding in bindings):
        scope = module.project.interpreter.module_scope(module)
        return module.observation.name_of(scope.reference(node))
    local = _imported_in_function(module, root)
    if not local:
        return ""
    if module.project.find_module(local.partition(".")[0], module):
        return module.observation.refers_to(node)  # through the project's own files
    return module.project.knowledge.canonical(".".join([local, *attributes]))


def may_be_named(module: Module, node: ast.expr, last: str) -> bool:
    """Whether an expression may be the import whose name ends so, by its spelling or by an alias in the file.

    That is asked of many before types are asked of few.
    """
    if isinstance(node, ast.Attribute):
        return node.attr == last
    return isinstance(node, ast.Name) and (
        node.id == last
        or any(isinstance(each, ImportBinding) and each.attribute == last for each in module.lookup(node.id))
    )


def _imported_in_function(module: Module, name: ast.Name) -> str:
    """The dotted name of a library that the functions around a name import under it."""
    index = module.index
    functions = set(index.ancestors(name))
    found: set[str] = set()
    for alias in index.of_kind(ast.alias):
        statement = index.parent(alias)
        if (alias.asname or alias.name.partition(".")[0]) != name.id:
            continue
        if isinstance(statement, ast.Import) and index.function_around(statement) in functions:
            found.add(alias.name if alias.asname else name.id)
        elif isinstance(statement, ast.ImportFrom) and index.function_around(statement) in functions:
            found.add(f"{statement.module}.{alias.name}" if not statement.level else "")
    return found.pop() if len(found) == 1 else ""
