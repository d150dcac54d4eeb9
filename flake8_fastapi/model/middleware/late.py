"""Middleware that is added when the app has started already."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.effects import Step
from flake8_fastapi.model.framework_names import APPLICATIONS
from flake8_fastapi.model.lifespans import functions_in, given_places, takes_annotated_app
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.middleware.entry_points import own_nodes
from flake8_fastapi.model.roles import OPERATIONS
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.types import External

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition, FunctionNode
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.routing.facts import FileRouting

METHODS = frozenset({"add_middleware", "middleware"})


@dataclass(frozen=True, slots=True)
class LateMiddleware(Located):
    """A call that adds middleware to an app that runs, or a call that leads to one."""

    node: ast.Call
    where: str
    chain: tuple[Step, ...] = ()


def late_middleware(module: Module) -> Iterator[LateMiddleware]:
    """The calls of a file that add middleware while the app runs."""
    if is_test_file(module.display_path):
        return
    adding = _adding_functions(module)
    if not adding:
        return
    names = {getattr(each, "name", "") for each in adding}
    for function in functions_in(module):
        calls = [each for each in own_nodes(function) if isinstance(each, ast.Call)]
        calls += _decorators_in(function)
        direct = [each for each in calls if _is_method(each)]
        handing = [each for each in calls if last_name(each.func) in names]
        if not direct and not handing:
            continue
        where = _running_as(module, function)
        if not where:
            continue
        yield from (LateMiddleware(each, where) for each in direct if _adds(module.routing, each, function))
        for each in handing:
            chain = _leads_to(module, each)
            if chain:
                yield LateMiddleware(each, where, chain)


def _is_method(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr in METHODS


def _decorators_in(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.Call]:
    """The decorators of functions that are defined in a function: they are called when it runs."""
    return [
        decorator
        for nested in own_nodes(function)
        if isinstance(nested, (ast.FunctionDef, ast.AsyncFunctionDef))
        for decorator in nested.decorator_list
        if isinstance(decorator, ast.Call)
    ]


def _adding_functions(module: Module) -> list[FunctionNode]:
    """The functions of a file in which a method that adds middleware is called."""
    found = []
    for call in module.index.of_kind(ast.Call):
        if _is_method(call):
            function = module.index.function_around(call)
            if function is not None and function not in found:
                found.append(function)
    return found


def _running_as(module: Module, function: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """What a function is that runs once the app has started; empty for any other function."""
    definition = module.routing.definition_of(function)
    if _is_lifespan(module, function):
        return f"the lifespan {definition.label}()"
    for decorator in function.decorator_list:
        if not isinstance(decorator, ast.Call) or not isinstance(decorator.func, ast.Attribute):
            continue
        scope = module.routing.scope_of(decorator)
        if module.project.routing.resolver.object_of(decorator.func.value, scope) is None:
            continue
        if decorator.func.attr == "on_event":
            return f"the event handler {function.name}()"
        if decorator.func.attr == "middleware":
            return f"the middleware {function.name}()"
        if decorator.func.attr in OPERATIONS:
            return f"the path operation {function.name}()"
    return ""


def _is_lifespan(module: Module, function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function is a lifespan, told without evaluating what is around it."""
    if (function.lineno, function.col_offset) in given_places(module.project).get(module.path, ()):
        return True
    resolver = module.project.routing.resolver
    for decorator in function.decorator_list:
        of = resolver.type_of(decorator, module.routing.scope_of(decorator))
        name = module.project.knowledge.canonical(of.name) if isinstance(of, External) else ""
        if name == "contextlib.asynccontextmanager":
            return takes_annotated_app(module, function) or _is_named_as_lifespan(module, function.name)
    return False


def _is_named_as_lifespan(module: Module, name: str) -> bool:
    """Whether some call of the file gives a function of this name as lifespan."""
    return any(
        keyword.arg == "lifespan" and isinstance(keyword.value, ast.Name) and keyword.value.id == name
        for keyword in module.index.of_kind(ast.keyword)
    )


def _adds(routing: FileRouting, call: ast.Call, function: FunctionNode) -> bool:
    """Whether a call adds middleware to an app that was not made in the same function."""
    method = call.func
    if not isinstance(method, ast.Attribute) or method.attr not in METHODS:
        return False
    resolver = routing.resolver
    scope = routing.scope_of(call)
    app = resolver.object_of(method.value, scope)
    if app is None:
        return _is_running_app(routing.module, method.value)
    if app.call is not None and app.scope.function is not None and scope.function is not None:
        here, made = scope.function, app.scope.function
        if (here.line, here.column, here.module) == (made.line, made.column, made.module):
            return False
        return not _is_called(function, made)
    return app.is_application


def _is_called(function: FunctionNode, factory: FunctionDefinition) -> bool:
    """Whether a function calls the factory that makes an app."""
    return any(
        isinstance(each, ast.Call) and ast.unparse(each.func).rpartition(".")[2] == factory.name
        for each in own_nodes(function)
    )


def _is_running_app(module: Module, node: ast.expr) -> bool:
    """``request.app`` and the like."""
    if not isinstance(node, ast.Attribute) or node.attr != "app":
        return False
    return module.observation.is_instance(node, *APPLICATIONS)


def _leads_to(module: Module, call: ast.Call) -> tuple[Step, ...]:
    """The step to where a function of the file adds middleware to the app that it is handed."""
    routing = module.routing
    scope = routing.scope_of(call)
    handed = [*call.args, *(keyword.value for keyword in call.keywords)]
    apps = [
        routing.resolver.object_of(each, scope)
        for each in handed
        if isinstance(each, (ast.Name, ast.Attribute))
    ]
    if not any(app is not None and app.is_application and not _is_own(app, scope.function) for app in apps):
        return ()
    called = routing.resolver.function_of(call.func, scope)
    if called is None or called.module is not module:
        return ()
    for node in routing.index.of_kind(ast.Call):
        where = routing.scope_of(node).function if _is_method(node) else None
        if where is None or (where.line, where.column) != (called.line, called.column):
            continue
        function = node.func
        if isinstance(function, ast.Attribute):
            app = routing.resolver.object_of(function.value, routing.scope_of(node))
            if app is not None and app.parameter:
                return (Step(f"{function.attr}()", called.module.display_path, node.lineno),)
    return ()


def _is_own(app: object, function: FunctionDefinition | None) -> bool:
    """Whether an app is made in a function itself."""
    made = getattr(getattr(app, "scope", None), "function", None)
    is_made = getattr(app, "call", None) is not None
    return is_made and made is not None and function is not None and made.line == function.line
