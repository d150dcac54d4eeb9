"""What a file calls the things that it imports, so that most nodes are passed over by name alone."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.configuration.places import parameter_default
from flake8_fastapi.model.configuration.reaching import assigns
from flake8_fastapi.model.receivers import receiver_name
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.types import UNKNOWN, Type

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionNode
    from flake8_fastapi.model.module import Module


def local_names(module: Module, *names: str) -> frozenset[str]:
    """The names themselves and what the file imports them as."""
    found = set(names)
    for statement in module.index.of_kind(ast.ImportFrom):
        found.update(each.asname for each in statement.names if each.name in names and each.asname)
    for assignment in module.index.of_kind(ast.Assign):
        if last_name(assignment.value) in names:
            found.update(each.id for each in assignment.targets if isinstance(each, ast.Name))
    return frozenset(found)


def name_of_exception(module: Module, node: ast.expr) -> str:
    """The dotted name of what an ``except`` names, ``""`` where that is not known.

    Such expressions are not evaluated with the function that they stand in. What a loop goes through is
    declared by a class (``type[Exception]``) that is none of them.
    """
    named = module.observation.name_of(reference(module, node))
    return named or ("" if _is_of_loop(module, node) else module.observation.refers_to(node))


def _is_of_loop(module: Module, node: ast.expr) -> bool:
    """Whether a name is given by a loop around it."""
    return isinstance(node, ast.Name) and any(
        isinstance(above, ast.For) and any(getattr(each, "id", "") == node.id for each in walk(above.target))
        for above in module.index.ancestors(node)
    )


def reference(module: Module, node: ast.expr) -> Type:
    """What a name or dotted name means, by imports and definitions only; no function is evaluated."""
    interpreter = module.project.interpreter
    if isinstance(node, ast.Attribute):
        return interpreter.attributes.find(reference(module, node.value), node.attr)
    if not isinstance(node, ast.Name):
        return UNKNOWN
    around = module.index.function_around(node)
    while around is not None:
        if parameter_default(around, node.id) is not None:
            return _receiver(module, around, node.id)
        if assigns(around, node.id):
            return _imported_in(module, around, node.id)
        around = module.index.function_around(around)
    return interpreter.module_scope(module).name_type(node.id)


def _receiver(module: Module, function: FunctionNode, name: str) -> Type:
    """What a method calls its object by; UNKNOWN for other parameters."""
    first = [*function.args.posonlyargs, *function.args.args][:1]
    if not first or first[0].arg != name or not isinstance(module.index.parent(function), ast.ClassDef):
        return UNKNOWN
    definition = module.observation.definition_of(function)
    if definition is None or receiver_name(definition) != name:
        return UNKNOWN
    return module.project.interpreter.receiver_of(definition)


def _imported_in(module: Module, function: FunctionNode, name: str) -> Type:
    """What an import statement of a function binds a name to."""
    statements: list[ast.Import | ast.ImportFrom] = [
        *module.index.of_kind(ast.Import),
        *module.index.of_kind(ast.ImportFrom),
    ]
    for statement in statements:
        if module.index.function_around(statement) is function:
            for bound, of in module.project.interpreter.names.local_imports(module, statement):
                if bound == name:
                    return of
    return UNKNOWN
