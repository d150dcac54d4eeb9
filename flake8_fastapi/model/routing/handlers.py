"""What handlers do that rules ask for: what they return, which classes and status codes they name.

All of it is answered from the file's tree and its names, without evaluating functions.
"""

from __future__ import annotations

import ast
import http
import re
from typing import TYPE_CHECKING

from flake8_fastapi.model.routing.objects import Scope
from flake8_fastapi.model.tree_walk import own_nodes as nodes_of_body
from flake8_fastapi.model.types import ClassObject, External, FunctionObject, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionNode
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project

HTTP_EXCEPTION = "starlette.exceptions.HTTPException"
STATUS_NAME = re.compile(r"(?:^|\.)status\.(?:HTTP|WS)_(\d{3,4})(?:_|$)")


def own_nodes(module: Module, function: FunctionNode, kind: type[ast.AST]) -> list[ast.AST]:
    """The nodes of a kind that stand in a function's own body, not in functions inside of it."""
    first, last = function.lineno, function.end_lineno or function.lineno
    return [
        node
        for node in module.index.of_kind(kind)
        if first <= getattr(node, "lineno", 0) <= last and module.index.function_around(node) is function
    ]


def returned(module: Module, function: FunctionNode) -> Iterator[tuple[ast.Return, ast.expr]]:
    """The ``return`` statements of a function and what they return; both values of ``a if t else b``."""
    for node in own_nodes(module, function, ast.Return):
        assert isinstance(node, ast.Return)
        if node.value is not None:
            for value in _alternatives(node.value):
                yield node, value


def _alternatives(value: ast.expr) -> Iterator[ast.expr]:
    if isinstance(value, ast.IfExp):
        yield from _alternatives(value.body)
        yield from _alternatives(value.orelse)
    else:
        yield value


def given_value(module: Module, function: FunctionNode, value: ast.expr) -> ast.expr:
    """What a name of a function is given where it is assigned once; any other expression as it is."""
    if not isinstance(value, ast.Name):
        return value
    given = [
        node.value
        for node in own_nodes(module, function, ast.Assign)
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id == value.id
    ]
    return given[0] if len(given) == 1 else value


def returned_by_helper(module: Module, value: ast.expr) -> list[tuple[ast.expr, Scope]]:
    """What a function of the project returns that an expression calls, with the place to read that in."""
    call = value.value if isinstance(value, ast.Await) else value
    if not isinstance(call, ast.Call) or not isinstance(call.func, (ast.Name, ast.Attribute)):
        return []
    of = module.project.routing.resolver.type_of(call.func, module.routing.scope_of(call.func))
    if not isinstance(of, FunctionObject) or of.definition.decorated:
        return []
    helper = of.definition.node()
    if isinstance(helper, ast.Lambda) or isinstance(helper, ast.AsyncFunctionDef) != (call is not value):
        return []
    place = Scope(of.definition.module, of.definition)
    returned_values = [each.value for each in nodes_of_body(helper) if isinstance(each, ast.Return)]
    return [(each, place) for value in returned_values if value is not None for each in _alternatives(value)]


def class_names(module: Module, node: ast.expr, place: Scope | None = None) -> frozenset[str]:
    """The dotted names of the class that an expression names, and of its bases; empty for anything else.

    ``place`` is where it is read; without it the expression is one of the file's own.
    """
    of = module.project.routing.resolver.type_of(node, place or module.routing.scope_of(node))
    if isinstance(of, External):
        return module.observation.lineage_names(module.observation.name_of(of))
    if isinstance(of, ClassObject):
        return module.observation.lineage_names(of.definition)
    return frozenset()


def name_of(module: Module, node: ast.expr) -> str:
    """The canonical dotted name of the function or class that an expression names, else ``""``."""
    of = module.project.routing.resolver.type_of(node, module.routing.scope_of(node))
    return "" if isinstance(of, Instance) else module.observation.name_of(of)


def status_of(module: Module, node: ast.expr | None) -> int | None:
    """The status code that an expression of the file being checked gives; None where it is not known."""
    return status_in(module.project, node, module.routing.scope_of(node)) if node is not None else None


def status_in(project: Project, node: ast.expr | None, scope: Scope) -> int | None:
    """The status code that an expression gives: a number, ``status.HTTP_404_…``, ``HTTPStatus.…``.

    None for other expressions.
    """
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, int) and not isinstance(node.value, bool) else None
    if not isinstance(node, (ast.Name, ast.Attribute)):
        return None
    behind = project.routing.resolver.value_of(node, scope)
    if behind is not None:
        return status_in(project, *behind) if isinstance(behind[0], ast.Constant) else None
    if isinstance(node, ast.Attribute) and node.attr == "value" and isinstance(node.value, ast.Attribute):
        node = node.value
    of = project.routing.resolver.type_of(node, scope)
    if not isinstance(of, External):
        return None
    named = STATUS_NAME.search(of.name)
    if named is not None:
        return int(named.group(1))
    owner, _, last = of.name.rpartition(".")
    if owner in ("http.HTTPStatus", "fastapi.HTTPStatus") and last in http.HTTPStatus.__members__:
        return int(http.HTTPStatus[last])
    return None


def parameters(function: FunctionNode) -> Iterator[tuple[ast.arg, ast.expr | None]]:
    """The parameters of a function with their defaults; not ``*args`` and ``**kwargs``."""
    arguments = function.args
    positional = [*arguments.posonlyargs, *arguments.args]
    missing = len(positional) - len(arguments.defaults)
    for position, each in enumerate(positional):
        yield each, arguments.defaults[position - missing] if position >= missing else None
    yield from zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)


def is_method(module: Module, function: FunctionNode) -> bool:
    """Whether a function stands directly in a class body, so that its first parameter is its object."""
    return isinstance(module.index.parent(function), ast.ClassDef)
