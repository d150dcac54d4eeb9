"""Why it is not known what an expression stands for, as a phrase."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.types import (
    UNKNOWN,
    ClassObject,
    Coroutine,
    External,
    ExternalMethod,
    FunctionObject,
    Instance,
    ModuleObject,
    Type,
    class_name,
)

if TYPE_CHECKING:
    from flake8_fastapi.model.explanation.watching import WatchingEvaluation

DEEPEST_REASON = 5
"""Assignments and calls that are followed back to what is not known."""


def why_unknown(watching: WatchingEvaluation, node: ast.expr, depth: int = 0) -> str:
    """The first thing, on the way to an expression's value, of which nothing is known."""
    source = ast.unparse(node)
    if depth > DEEPEST_REASON:
        return f"the type of `{source}` is not known"
    if isinstance(node, ast.Await):
        return why_unknown(watching, node.value, depth + 1)
    if isinstance(node, ast.Call):
        return _of_call(watching, node, depth)
    if isinstance(node, ast.Attribute):
        return _of_attribute(watching, node, depth)
    if isinstance(node, ast.Subscript):
        if _type(watching, node.value) is UNKNOWN:
            return why_unknown(watching, node.value, depth + 1)
        return f"it is not known what `{ast.unparse(node.value)}` holds"
    if isinstance(node, ast.Name):
        return _of_name(watching, node, depth)
    return f"the type of `{source}` is not known"


def _type(watching: WatchingEvaluation, node: ast.expr) -> Type:
    found = watching.seen.get(node)
    return found if found is not None else watching.type_of(node)


def _of_call(watching: WatchingEvaluation, node: ast.Call, depth: int) -> str:
    target = _type(watching, node.func)
    source = ast.unparse(node.func)
    if target is UNKNOWN:
        return why_unknown(watching, node.func, depth + 1)
    if isinstance(target, FunctionObject):
        of = target.definition
        return (
            f"what `{source}()` returns is not known: `{of.label}` ({of.module.display_path}:{of.line}) "
            "has no return annotation that says it, and its `return` statements do not tell"
        )
    if isinstance(target, External):
        return f"what the library's `{target.name}()` returns is not in the tables"
    if isinstance(target, ExternalMethod) and isinstance(target.receiver, Instance):
        return f"what `{class_name(target.receiver.cls)}.{target.name}()` returns is not in the tables"
    return f"what `{source}()` returns is not known"


def _of_attribute(watching: WatchingEvaluation, node: ast.Attribute, depth: int) -> str:
    value = _type(watching, node.value)
    source = ast.unparse(node.value)
    if value is UNKNOWN:
        return why_unknown(watching, node.value, depth + 1)
    if isinstance(value, Instance):
        name = class_name(value.cls)
        if isinstance(value.cls, str):
            return f"the tables say nothing of `{node.attr}` of `{name}`"
        return f"no assignment or annotation tells what `{node.attr}` of `{name}` is"
    if isinstance(value, ModuleObject):
        return f"`{node.attr}` is not found in {value.module.display_path}"
    if isinstance(value, ClassObject):
        return f"`{node.attr}` is not found in class `{value.definition.full_name}`"
    if isinstance(value, Coroutine):
        return f"`{source}` is a coroutine, and is not awaited here"
    return f"it is not known what `{node.attr}` of `{source}` is"


def _of_name(watching: WatchingEvaluation, node: ast.Name, depth: int) -> str:
    name = node.id
    around: WatchingEvaluation | None = watching
    while around is not None and around.definition is not None:
        function = around.definition.node()
        argument = next((each for each in _arguments(function.args) if each[0].arg == name), None)
        values = _values(function, name)
        if values:
            for value in values:
                if _type(around, value) is UNKNOWN:
                    return why_unknown(around, value, depth + 1)
            return f"the values that `{name}` is given do not agree on a type"
        if argument is not None:
            return _of_parameter(*argument)
        outer = around.closure
        around = outer if isinstance(outer, type(watching)) else None
    bindings = watching.module.lookup(name)
    if not bindings:
        return f"the name `{name}` is not found"
    return f"it is not known what the module's `{name}` stands for"


def _arguments(arguments: ast.arguments) -> list[tuple[ast.arg, ast.expr | None]]:
    rest = [(each, None) for each in (arguments.vararg, arguments.kwarg) if each is not None]
    positional = [*arguments.posonlyargs, *arguments.args]
    missing: list[ast.expr | None] = [None] * (len(positional) - len(arguments.defaults))
    return [
        *zip(positional, [*missing, *arguments.defaults], strict=True),
        *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
        *rest,
    ]


def _of_parameter(argument: ast.arg, default: ast.expr | None) -> str:
    name = argument.arg
    if isinstance(default, ast.Call):
        return f"the parameter `{name}` is given by `{_short(default)}`, and what that gives is not known"
    if argument.annotation is not None:
        written = _short(argument.annotation)
        return f"the parameter `{name}` is annotated as `{written}`, which tells no known type"
    return (
        f"the parameter `{name}` has no annotation; calls that tell its type are looked at where they stand"
    )


def _short(node: ast.expr) -> str:
    return " ".join(ast.unparse(node).split())


def _values(function: ast.AST, name: str) -> list[ast.expr]:
    """What plain assignments in a function give a name."""
    found: list[ast.expr] = []
    for each in walk(function):
        if isinstance(each, ast.Assign):
            if any(isinstance(target, ast.Name) and target.id == name for target in each.targets):
                found.append(each.value)
        elif isinstance(each, (ast.AnnAssign, ast.NamedExpr)) and each.value is not None:
            if isinstance(each.target, ast.Name) and each.target.id == name:
                found.append(each.value)
        elif isinstance(each, ast.withitem) and isinstance(each.optional_vars, ast.Name):
            if each.optional_vars.id == name:
                found.append(each.context_expr)
    return found
