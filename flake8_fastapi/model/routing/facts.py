"""The routing of one file: what it makes, includes and declares, in the order of the source."""

from __future__ import annotations

import ast
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.model.framework_names import VERBS
from flake8_fastapi.model.observation import argument
from flake8_fastapi.model.routing.error_handlers import HANDLER_ADDERS, registered_handlers
from flake8_fastapi.model.routing.objects import (
    Application,
    ExceptionHandler,
    Inclusion,
    PathOperation,
    Place,
    Route,
    Router,
    RoutingObject,
    Scope,
    Text,
)
from flake8_fastapi.model.routing.rounds import rounds_of
from flake8_fastapi.model.routing.scopes import definition_of, suites_around
from flake8_fastapi.model.types import ClassObject, External, Instance

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition, FunctionNode
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.routing.resolution import Resolver
    from flake8_fastapi.model.tree_index import TreeIndex

WEBSOCKET_VERBS = frozenset(
    {"websocket", "websocket_route", "add_api_websocket_route", "add_websocket_route"}
)
DECORATORS = VERBS | {"api_route", "route", "websocket", "websocket_route"}
ADDERS = frozenset({"add_api_route", "add_route", "add_api_websocket_route", "add_websocket_route"})
INCLUDERS = {"include_router": "include", "mount": "mount", "host": "host"}
METHODS = DECORATORS | ADDERS | INCLUDERS.keys() | HANDLER_ADDERS

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class FileRouting:
    """What one file says of routing.

    With ``hold`` the routes have their function's syntax, as is right for the file being checked.
    """

    def __init__(self, module: Module, index: TreeIndex, resolver: Resolver, hold: bool) -> None:
        self.module = module
        self.index = index
        self.resolver = resolver
        self.interpreter = module.project.interpreter
        self.hold = hold
        self._definitions: dict[FunctionNode, FunctionDefinition] = {}

    # Where something stands

    def definition_of(self, node: FunctionNode) -> FunctionDefinition:
        """The definition of a function of the file."""
        known = self._definitions.get(node)
        if known is None:
            known = self._definitions[node] = definition_of(self.module, self.index, node)
        return known

    def scope_of(self, node: ast.AST) -> Scope:
        """Where an expression of the file is read."""
        around = self.index.function_around(node)
        if around is not None:
            return Scope(self.module, self.definition_of(around))
        cls = self.index.class_around(node)
        if cls is not None:
            for known in self.module.skeleton.classes:
                if known.line == cls.lineno and known.name == cls.name:
                    return Scope(self.module, None, known)
        return Scope(self.module)

    def place_of(self, node: ast.expr | ast.stmt, scope: Scope) -> Place:
        """Where an expression stands among the statements around it."""
        suites = suites_around(self.index, node)
        return Place(self.module, scope.function, suites, node.lineno, node.col_offset)

    # What is made

    @cached_property
    def made(self) -> list[Application]:
        """The calls that make applications and routers."""
        found: list[Application] = []
        for call in self.index.of_kind(ast.Call):
            if not isinstance(call.func, (ast.Name, ast.Attribute)) or not _may_be_class(call.func):
                continue
            scope = self.scope_of(call)
            of = self.resolver.type_of(call.func, scope)
            if not isinstance(of, (External, ClassObject)):
                continue
            made = self.resolver.made_by(call, of, scope)
            if made is not None:
                kind = Application if made.is_application else Router
                found.append(kind(made, call, self._target_of(call)))
        return found

    def _target_of(self, call: ast.Call) -> str:
        statement = self.index.parent(call)
        target: ast.expr | None = None
        if isinstance(statement, ast.Assign) and statement.value is call:
            target = statement.targets[0]
        elif isinstance(statement, (ast.AnnAssign, ast.NamedExpr)) and statement.value is call:
            target = statement.target
        return ast.unparse(target) if isinstance(target, (ast.Name, ast.Attribute)) else ""

    # What is called on applications and routers

    @cached_property
    def method_calls(self) -> list[tuple[ast.Call, ast.Attribute]]:
        """The calls that may be of methods of applications and routers, by the method's name only."""
        return [
            (call, call.func)
            for call in self.index.of_kind(ast.Call)
            if isinstance(call.func, ast.Attribute) and call.func.attr in METHODS
        ]

    def is_routing(self, function: ast.Attribute, found: RoutingObject | None, scope: Scope) -> bool:
        """Whether a method is surely one of an application's or router's, even if we cannot tell whose."""
        if found is not None:
            return True
        of = self.resolver.type_of(function.value, scope)
        return isinstance(of, Instance) and self.resolver.base_of(of.cls) is not None

    @cached_property
    def inclusions(self) -> list[Inclusion]:
        """What includes or mounts what; a loop over a literal is taken round by round."""
        found = []
        for call, function in self.method_calls:
            kind = INCLUDERS.get(function.attr)
            if kind is None:
                continue
            scope = self.scope_of(call)
            for inner, place in rounds_of(self, call, scope):
                parent = self.resolver.object_of(function.value, inner)
                if not self.is_routing(function, parent, inner):
                    continue
                found.append(self._inclusion(kind, parent, call, inner, place))
        return found

    def _inclusion(
        self, kind: str, parent: RoutingObject | None, call: ast.Call, scope: Scope, place: Place
    ) -> Inclusion:
        names = ("router", "prefix") if kind == "include" else ("app", "path" if kind == "mount" else "host")
        child_position, prefix_position = (0, 1) if kind == "include" else (1, 0)
        child = argument(call, names[0], child_position)
        prefix = argument(call, names[1], prefix_position if kind != "include" else None)
        text: Text | None = ()
        if prefix is not None:
            text = self.resolver.text_of(prefix, scope)
        elif any(keyword.arg is None for keyword in call.keywords):
            text = None
        return Inclusion(
            kind, parent, self.resolver.object_of(child, scope), text, call, child,
            place, scope,
        )  # fmt: skip

    @cached_property
    def routes(self) -> list[Route]:
        """The routes that the file declares, in the order of the source."""
        found = []
        for call, function in self.method_calls:
            if function.attr in DECORATORS:
                # Before all else: most calls of `get` are of dictionaries.
                decorated = self.decorated_by(call)
                if decorated is None:
                    continue
                handler: FunctionDefinition | None = None
                syntax: FunctionNode | None = None
                endpoint: ast.expr | None = None
                if isinstance(decorated, FUNCTIONS):
                    syntax, handler = decorated, self.definition_of(decorated)
                elif isinstance(decorated, ast.expr):
                    endpoint = decorated
            elif function.attr in ADDERS:
                endpoint, handler, syntax = argument(call, "endpoint", 1), None, None
                if endpoint is None:
                    endpoint = argument(call, "route", 1)
                if endpoint is None:
                    endpoint = function  # unpacked arguments: not known
            else:
                continue
            scope = self.scope_of(call)
            router = self.resolver.object_of(function.value, scope)
            if not self.is_routing(function, router, scope):
                continue
            if endpoint is not None:
                handler = self.resolver.function_of(endpoint, scope)
                syntax = self.syntax_of(handler)
            found.append(self._route(call, function, scope, router, endpoint, handler, syntax))
        return found

    def _route(
        self,
        call: ast.Call,
        function: ast.Attribute,
        scope: Scope,
        router: RoutingObject | None,
        endpoint: ast.expr | None,
        handler: FunctionDefinition | None,
        syntax: FunctionNode | None,
    ) -> Route:
        path = argument(call, "path", 0)
        return Route(
            function.attr, function.value, router, self._methods(call, function.attr, scope),
            self.resolver.text_of(path, scope) if path is not None else None, call, path, endpoint, handler,
            syntax if self.hold else None, self._place_of_route(call, scope), scope,
            _is_decorated_otherwise(handler),
        )  # fmt: skip

    def _place_of_route(self, call: ast.Call, scope: Scope) -> Place:
        """Where a route is registered: a decorator runs after its function, the lowest one first."""
        place = self.place_of(call, scope)
        above = self.index.parent(call)
        if isinstance(above, FUNCTIONS) and call in above.decorator_list:
            from_below = len(above.decorator_list) - above.decorator_list.index(call)
            return place._replace(line=above.lineno, column=from_below)
        return place

    def decorated_by(self, call: ast.Call) -> ast.AST | None:
        """The function (or class) under a decorator, or the argument of ``router.get(path)(handler)``.

        None for other calls.
        """
        above = self.index.parent(call)
        if isinstance(above, (*FUNCTIONS, ast.ClassDef)):
            return above if call in above.decorator_list else None
        if isinstance(above, ast.Call) and above.func is call and len(above.args) == 1:
            return above.args[0]
        return None

    def syntax_of(self, handler: FunctionDefinition | None) -> FunctionNode | None:
        """The function in the file's own tree; None for one of another file."""
        if handler is None or handler.module is not self.module:
            return None
        nodes: list[ast.FunctionDef | ast.AsyncFunctionDef] = [*self.index.of_kind(ast.FunctionDef)]
        for node in [*nodes, *self.index.of_kind(ast.AsyncFunctionDef)]:
            if (node.lineno, node.col_offset) == (handler.line, handler.column):
                return node
        return None

    def _methods(self, call: ast.Call, verb: str, scope: Scope) -> tuple[str, ...] | None:
        if verb in WEBSOCKET_VERBS:
            return ("WEBSOCKET",)
        if verb in VERBS:
            return (verb.upper(),)
        # `methods` is positional only in `route` and `add_route`.
        node = argument(call, "methods", {"route": 1, "add_route": 2}.get(verb))
        if node is None:
            return ("GET",) if all(keyword.arg for keyword in call.keywords) else None
        if isinstance(node, (ast.Name, ast.Attribute)):
            behind = self.resolver.value_of(node, scope)
            if behind is None:
                return None
            node, scope = behind
        if isinstance(node, ast.Constant) and node.value is None:
            return ("GET",)
        if not isinstance(node, (ast.List, ast.Tuple, ast.Set)):
            return None
        found = []
        for each in node.elts:
            text = self.resolver.text_of(each, scope) if not isinstance(each, ast.Starred) else ()
            if len(text) != 1 or not isinstance(text[0], str):
                return None
            found.append(text[0].upper())
        return tuple(found)

    @cached_property
    def path_operations(self) -> list[PathOperation]:
        """The functions of the file that handle requests, each once."""
        found: dict[FunctionNode, list[Route]] = {}
        for route in self.routes:
            if route.function is not None and not route.is_websocket and not route.is_plain_starlette:
                found.setdefault(route.function, []).append(route)
        return [
            PathOperation(function, self.definition_of(function), tuple(routes))
            for function, routes in found.items()
            if isinstance(function, FUNCTIONS)
        ]

    @cached_property
    def exception_handlers(self) -> list[ExceptionHandler]:
        """The handlers of exceptions that the file registers."""
        return list(registered_handlers(self))


def _is_decorated_otherwise(handler: FunctionDefinition | None) -> bool:
    node = handler.node() if handler is not None and handler.decorated else None
    return any(
        not (
            isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute) and each.func.attr in METHODS
        )
        for each in getattr(node, "decorator_list", ())
    )


def _may_be_class(node: ast.Name | ast.Attribute) -> bool:
    """Whether a name is spelt like a class; a cheap test before anything is resolved."""
    last = node.attr if isinstance(node, ast.Attribute) else node.id
    return last.lstrip("_")[:1].isupper()
