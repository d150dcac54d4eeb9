"""Which path operations demand credentials, by the security schemes that they depend on."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.annotated import read_annotation
from flake8_fastapi.model.configuration.tokens import FUNCTIONS
from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import ClassObject, External, FunctionObject, Instance, Type, class_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.routing.objects import Route, RoutingObject

DEEPEST = 8
SCHEMES = "fastapi.security."
CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
DECODING = frozenset({"decode", "decode_complete", "verify"})
FEWEST_GUARDED = 2
"""Guarded routes of a router before an unguarded one is the exception."""

GUARDED_ROUTER = re.compile(r"\b(?:APIRouter|FastAPI)\((?:[^()]|\([^()]*\))*\bdependencies\s*=")
"""A router or app with dependencies of its own, which may ask for credentials."""

OPEN = ("login", "logout", "token", "register", "signup", "sign-up", "signin", "sign-in", "webhook",
        "callback", "forgot", "reset", "verify", "refresh", "auth", "public", "health")  # fmt: skip
"""Words in paths of what must be reachable without credentials."""


@dataclass(frozen=True)
class UnguardedRoute:
    """A route that changes something without credentials, where its neighbours demand them."""

    route: Route
    guarded: int

    @property
    def lineno(self) -> int:
        """The line of the route decorator."""
        return self.route.call.lineno

    @property
    def col_offset(self) -> int:
        """The column of the route decorator."""
        return self.route.call.col_offset


def unguarded_routes(module: Module) -> Iterator[UnguardedRoute]:
    """The routes of a file that alone among their router's demand no credentials."""
    if is_test_file(module.display_path):
        return
    by_router: dict[RoutingObject, list[Route]] = {}
    for route in module.routing.routes:
        changing = route.methods is not None and bool(CHANGING & set(route.methods))
        if route.router is not None and changing and route.is_decorator and route.function is not None:
            by_router.setdefault(route.router, []).append(route)
    for router, routes in by_router.items():
        if len(routes) <= FEWEST_GUARDED or "dependencies" in router.keywords or router.is_customised:
            continue
        if _is_included_with_dependencies(module):
            continue
        guarded = {id(route) for route in routes if _demands(module, route)}
        open_routes = [route for route in routes if id(route) not in guarded]
        if len(guarded) >= FEWEST_GUARDED and len(open_routes) == 1:
            route = open_routes[0]
            if not any(word in (route.path or "auth").lower() for word in OPEN):
                yield UnguardedRoute(route, len(guarded))


def authenticates(module: Module, function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function of the file being checked takes credentials, or decodes a token."""
    if _takes_credentials(module, function, DEEPEST):
        return True
    return any(
        last_name(call.func) in DECODING
        and module.index.function_around(call) is function
        and module.observation.called(call) in FUNCTIONS
        for call in module.index.of_kind(ast.Call)
    )


def takes_scheme(definition: FunctionDefinition) -> bool:
    """Whether a function surely takes what a security scheme gives, itself or by a dependency."""
    return _takes_credentials(definition.module, definition.node(), 0, is_unknown_enough=False)


def is_open_to_all(definition: FunctionDefinition) -> bool:
    """Whether nothing that is seen asks clients of a path operation for credentials, in whatever file."""
    module, node = definition.module, definition.node()
    if _takes_credentials(module, node, 0) or _is_included_with_dependencies(module):
        return False
    for decorator in getattr(node, "decorator_list", ()):
        if isinstance(decorator, ast.Call) and any(each.arg == "dependencies" for each in decorator.keywords):
            return False
    return GUARDED_ROUTER.search("\n".join(module.project.bodies.lines_of(module))) is None


def _is_included_with_dependencies(module: Module) -> bool:
    """Whether anything in the project is included with dependencies; then these may guard."""
    for _, content in module.project.survey.contents():
        position = content.find(b"include_router(")
        while position >= 0:
            if b"dependencies" in content[position : position + 400].split(b"include_router(", 2)[1]:
                return True
            position = content.find(b"include_router(", position + 1)
    return False


def _demands(module: Module, route: Route) -> bool:
    """Whether a route depends on a security scheme, or on something of which nothing is known."""
    if route.has_unknown_arguments:
        return True
    extra = route.keywords.get("dependencies")
    if extra is not None:
        if not isinstance(extra, (ast.List, ast.Tuple)):
            return True
        if any(_is_guard(module, each, 0) for each in extra.elts):
            return True
    assert route.function is not None
    return _takes_credentials(module, route.function, 0)


def _takes_credentials(
    module: Module, function: ast.AST, depth: int, *, is_unknown_enough: bool = True
) -> bool:
    arguments = getattr(function, "args", None)
    if not isinstance(arguments, ast.arguments) or depth > DEEPEST:
        return False
    for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
        if each.annotation is not None:
            for written in read_annotation(each.annotation, module).metadata:
                if _is_guard(written.module, written.node, depth, is_unknown_enough):
                    return True
    defaults = (*arguments.defaults, *arguments.kw_defaults)
    return any(each is not None and _is_guard(module, each, depth, is_unknown_enough) for each in defaults)


def _is_guard(module: Module, node: ast.expr, depth: int, is_unknown_enough: bool = True) -> bool:
    """Whether ``Depends(…)`` or ``Security(…)`` leads to a security scheme, or to something unknown."""
    if not isinstance(node, ast.Call):
        return False
    scope = module.project.interpreter.module_scope(module)
    name = module.observation.name_of(scope.type_of(node.func))
    if name == "fastapi.Security":
        return True
    if name != "fastapi.Depends":
        return False
    if not node.args:
        return False
    return any(_provides(of, depth, is_unknown_enough) for of in alternatives(scope.type_of(node.args[0])))


def _provides(provider: Type, depth: int, is_unknown_enough: bool) -> bool:
    if isinstance(provider, Instance):
        if class_name(provider.cls).startswith(SCHEMES):
            return True
        if isinstance(provider.cls, ClassDefinition):
            return _method_provides(provider.cls, "__call__", depth, is_unknown_enough)
        return False
    if isinstance(provider, ClassObject):
        return _method_provides(provider.definition, "__init__", depth, is_unknown_enough)
    if isinstance(provider, FunctionObject):
        definition = provider.definition
        return _takes_credentials(
            definition.module, definition.node(), depth + 1, is_unknown_enough=is_unknown_enough
        )
    is_builtin = isinstance(provider, External) and provider.name.startswith("builtins.")
    return is_unknown_enough and not is_builtin


def _method_provides(cls: ClassDefinition, name: str, depth: int, is_unknown_enough: bool) -> bool:
    lineage = cls.module.project.interpreter.hierarchy.lineage(cls)
    if any(isinstance(each, str) and each.startswith(SCHEMES) for each in lineage):
        return True
    method: FunctionDefinition | None = cls.module.project.interpreter.hierarchy.method(cls, name)
    return method is not None and _takes_credentials(
        method.module, method.node(), depth + 1, is_unknown_enough=is_unknown_enough
    )
