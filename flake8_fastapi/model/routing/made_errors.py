"""What functions make of exceptions that are HTTPExceptions already."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.routing.handlers import HTTP_EXCEPTION, status_in
from flake8_fastapi.model.routing.objects import Scope
from flake8_fastapi.model.tree_walk import own_nodes
from flake8_fastapi.model.types import ClassObject, External

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.types import Type

ASKING = frozenset({"hasattr", "getattr", "type", "issubclass"})


def status_of_any(project: Project, function: FunctionDefinition) -> int | None:
    """The status that a function gives every HTTPException, since it does not tell them from other errors.

    None for functions that may tell them apart, or make no HTTPException with a known status.
    """
    node = function.node()
    if isinstance(node, ast.Lambda) or _may_ask(project, function):
        return None
    last = node.body[-1]
    while isinstance(last, ast.If) and last.orelse:
        last = last.orelse[-1]
    made = last.value if isinstance(last, ast.Return) else None
    if not isinstance(made, ast.Call) or not _is_http(project, _meant(project, function, made.func)):
        return None
    given = next((each.value for each in made.keywords if each.arg == "status_code"), None)
    return status_in(project, given or next(iter(made.args), None), Scope(function.module, function))


def _meant(project: Project, function: FunctionDefinition, node: ast.expr) -> Type:
    """What a name in a function means by the definitions and imports of its file."""
    return project.interpreter.module_scope(function.module).type_of(node)


def _may_ask(project: Project, function: FunctionDefinition) -> bool:
    """Whether a function may ask whether what it gets is an HTTPException."""
    for each in own_nodes(function.node()):
        if isinstance(each, (ast.Match, ast.Try)):
            return True
        if not isinstance(each, ast.Call) or not isinstance(each.func, ast.Name):
            continue
        if each.func.id in ASKING:
            return True
        if each.func.id == "isinstance":
            given = each.args[-1]
            for cls in given.elts if isinstance(given, ast.Tuple) else [given]:
                of = _meant(project, function, cls)
                if not isinstance(of, (ClassObject, External)) or _is_http(project, of):
                    return True
    return False


def _is_http(project: Project, of: Type) -> bool:
    """Whether a class is an HTTPException."""
    if isinstance(of, ClassObject):
        return HTTP_EXCEPTION in project.interpreter.hierarchy.lineage(of.definition)
    if not isinstance(of, External):
        return False
    name = project.interpreter.knowledge.canonical(of.name)
    return HTTP_EXCEPTION in (name, *(each.name for each in project.knowledge.lineage(name)))
