"""Router classes of the project: what their constructors and methods make of prefixes and paths."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
from flake8_fastapi.model.framework_names import VERBS
from flake8_fastapi.model.routing.objects import Scope, keywords_of
from flake8_fastapi.model.tree_walk import walk

if TYPE_CHECKING:
    from flake8_fastapi.model.routing.bound_values import BoundValues
    from flake8_fastapi.model.routing.objects import Text

REGISTERING = ("api_route", "add_api_route")
"""What the methods named after HTTP methods call in turn."""
INCLUDING = ("include_router", "mount")


def prefix_given(types: BoundValues, call: ast.Call, cls: ClassDefinition | str, scope: Scope) -> Text | None:
    """The prefix of a router that a call makes, through the constructors of the project's own classes.

    Empty for none, None where the source does not tell it.
    """
    keywords = keywords_of(call)
    given = (keywords["prefix"], scope) if "prefix" in keywords else None
    is_open = any(keyword.arg is None for keyword in call.keywords)
    for each in types.interpreter.hierarchy.lineage(cls) if isinstance(cls, ClassDefinition) else ():
        for constructor in each.methods.get("__init__", ()) if isinstance(each, ClassDefinition) else ():
            outcome = _handed_on(constructor, given, is_open)
            if outcome is None:
                return None
            given, is_open = outcome
    if given is not None:
        return types.text_of(*given)
    return None if is_open else ()


def _handed_on(
    constructor: FunctionDefinition, given: tuple[ast.expr, Scope] | None, is_open: bool
) -> tuple[tuple[ast.expr, Scope] | None, bool] | None:
    """What a constructor gives the next one for ``prefix``; None where that cannot be told."""
    node = constructor.node()
    calls = [each for each in walk(node) if isinstance(each, ast.Call) and _is_of_base(each, "__init__")]
    if len(calls) != 1 or isinstance(node, ast.Lambda):
        return None
    parameters = {each.arg for each in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)}
    own = Scope(constructor.module, constructor)
    passed = keywords_of(calls[0]).get("prefix")
    if passed is not None:
        if isinstance(passed, ast.Name) and passed.id == "prefix" and "prefix" in parameters:
            if _is_rebound(node, "prefix"):
                return None
            default = _default(node.args, "prefix")
            return given or ((default, own) if default is not None else None), is_open
        return (passed, own), False
    unpacked = [each.value for each in calls[0].keywords if each.arg is None]
    if not unpacked:
        return None if given is not None and "prefix" not in parameters else (None, False)
    rest = node.args.kwarg.arg if node.args.kwarg is not None else ""
    if not all(isinstance(each, ast.Name) and each.id == rest for each in unpacked):
        return None
    if "prefix" in parameters or _mentions(node, "prefix") or _is_rebound(node, rest):
        return None
    return given, is_open


def has_own_way(types: BoundValues, cls: ClassDefinition, verb: str) -> FunctionDefinition | None:
    """The method of a class that adds routes otherwise than the framework does, at other paths say."""
    return next(iter(_own_ways(types, cls, verb)), None)


def _own_ways(types: BoundValues, cls: ClassDefinition, verb: str) -> list[FunctionDefinition]:
    names = (verb, *(REGISTERING if verb in VERBS else [each for each in REGISTERING if verb == "api_route"]))
    methods = [types.interpreter.hierarchy.method(cls, name) for name in dict.fromkeys(names)]
    return [each for each in methods if each is not None and not _passes_path_on(each)]


def only_own_way(types: BoundValues, cls: ClassDefinition, verb: str) -> FunctionDefinition | None:
    """The method that has_own_way finds, where nothing else of the class decides where routes are found."""
    hierarchy = types.interpreter.hierarchy
    ways = _own_ways(types, cls, verb)
    if len(ways) != 1 or any(hierarchy.method(cls, name) is not None for name in INCLUDING):
        return None
    (way,) = ways
    is_last = way.owner is not None and not isinstance(
        hierarchy.method_after(cls, way.owner, way.name), FunctionDefinition
    )
    return way if is_last else None


def _passes_path_on(method: FunctionDefinition) -> bool:
    """Whether a method calls the framework's once, with the path that it was given."""
    node = method.node()
    names = (*VERBS, *REGISTERING, method.name)
    calls = [
        each
        for each in walk(node)
        if isinstance(each, ast.Call) and any(_is_of_base(each, name) for name in names)
    ]
    if len(calls) != 1 or isinstance(node, ast.Lambda) or _is_rebound(node, "path"):
        return False
    if not _surely_runs(node.body, calls[0]):
        return False
    path = calls[0].args[0] if calls[0].args else keywords_of(calls[0]).get("path")
    if isinstance(path, ast.Starred):
        path = path.value
    if path is None:
        return any(each.arg is None for each in calls[0].keywords)
    own = {each.arg for each in (*node.args.args[:2], *node.args.kwonlyargs)}
    own |= {node.args.vararg.arg} if node.args.vararg is not None else set()
    return isinstance(path, ast.Name) and path.id in own


def _surely_runs(body: list[ast.stmt], call: ast.Call) -> bool:
    """Whether a call stands in no branch of a method, and nothing returns before it."""
    for statement in body:
        if any(each is call for each in walk(statement)):
            return not isinstance(statement, (ast.If, ast.For, ast.While, ast.Try, ast.Match))
        if not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
            if any(isinstance(each, ast.Return) for each in walk(statement)):
                return False
    return False


def _is_of_base(call: ast.Call, name: str) -> bool:
    """Whether a call is of a method of the base class: ``super().name(...)`` or ``Base.name(self, ...)``."""
    function = call.func
    if not isinstance(function, ast.Attribute) or function.attr != name:
        return False
    return isinstance(function.value, ast.Call) and getattr(function.value.func, "id", "") == "super"


def _is_rebound(function: ast.AST, name: str) -> bool:
    return any(
        isinstance(each, ast.Name) and each.id == name and not isinstance(each.ctx, ast.Load)
        for each in walk(function)
    )


def _mentions(function: ast.AST, text: str) -> bool:
    """Whether a literal text in a function is this one, as in ``kwargs["prefix"]``."""
    return any(isinstance(each, ast.Constant) and each.value == text for each in walk(function))


def _default(arguments: ast.arguments, name: str) -> ast.expr | None:
    positional = [*arguments.posonlyargs, *arguments.args]
    for each, default in zip(reversed(positional), reversed(arguments.defaults), strict=False):
        if each.arg == name:
            return default
    for each, keyword_default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        if each.arg == name:
            return keyword_default
    return None
