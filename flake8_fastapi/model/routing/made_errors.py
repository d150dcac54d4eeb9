"""What functions make of exceptions that are HTTPExceptions already."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.routing.handlers import HTTP_EXCEPTION, class_names, status_in
from flake8_fastapi.model.routing.objects import Scope
from flake8_fastapi.model.tree_walk import own_nodes
from flake8_fastapi.model.types import FunctionObject

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module

ASKING = frozenset({"hasattr", "getattr", "type", "issubclass"})


def status_made_of_any(module: Module, call: ast.Call) -> int | None:
    """The status that a called function of the project gives every HTTPException.

    None for functions that may tell them from other errors, or make no HTTPException with a known status.
    """
    of = module.observation.type_of(call.func)
    return _status_of_any(of.definition) if isinstance(of, FunctionObject) else None


def _status_of_any(function: FunctionDefinition) -> int | None:
    node, place = function.node(), Scope(function.module, function)
    if isinstance(node, ast.Lambda) or _may_ask(node, place):
        return None
    last = node.body[-1]
    while isinstance(last, ast.If) and last.orelse:
        last = last.orelse[-1]
    made = last.value if isinstance(last, ast.Return) else None
    if not isinstance(made, ast.Call) or HTTP_EXCEPTION not in class_names(place.module, made.func, place):
        return None
    given = next((each.value for each in made.keywords if each.arg == "status_code"), None)
    return status_in(place.module.project, given or next(iter(made.args), None), place)


def _may_ask(node: ast.FunctionDef | ast.AsyncFunctionDef, place: Scope) -> bool:
    """Whether a function may ask whether what it gets is an HTTPException."""
    for each in own_nodes(node):
        if isinstance(each, (ast.Match, ast.Try)):
            return True
        if not isinstance(each, ast.Call) or not isinstance(each.func, ast.Name):
            continue
        if each.func.id in ASKING:
            return True
        if each.func.id == "isinstance" and each.args:
            given = each.args[-1]
            for cls in given.elts if isinstance(given, ast.Tuple) else [given]:
                names = class_names(place.module, cls, place)
                if not names or HTTP_EXCEPTION in names:
                    return True
    return False
