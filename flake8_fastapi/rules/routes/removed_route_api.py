"""FAPI908: decorators that Starlette 1.0 removed."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.model.framework_names import ROUTERS, VERBS
from flake8_fastapi.model.types import Instance
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.fixes.draft import Draft


FROM_FASTAPI = (0, 129)
"""From here on FastAPI may come with Starlette 1.0, where nothing says which Starlette it is."""

REMOVED = {
    "fastapi.FastAPI": {"route": "@app.get(...) or app.add_route(...)"},
    "starlette.applications.Starlette": {
        "route": "routes=[Route(...)]",
        "websocket_route": "routes=[WebSocketRoute(...)]",
        "middleware": "middleware=[Middleware(...)]",
        "exception_handler": "exception_handlers={...}",
    },
    "starlette.routing.Router": {
        "route": "routes=[Route(...)]",
        "websocket_route": "routes=[WebSocketRoute(...)]",
    },
}


class RemovedRouteAPI(Rule):
    """``@app.route(...)`` on a FastAPI application, or one of the old decorators of Starlette.

    Why: Starlette 1.0 removed ``route``, and on its own ``Starlette`` class also ``websocket_route``,
    ``middleware`` and ``exception_handler``: the module fails to import with an AttributeError.

    Cure: ``@app.get(...)`` (or ``api_route``) in FastAPI, ``routes=[Route(...)]`` in Starlette.

    Exempt: ``APIRouter.route``, ``add_route``, ``FastAPI.websocket_route``, ``FastAPI.middleware`` and
    ``FastAPI.exception_handler``, which exist; projects whose requirements ask for an older Starlette.

    Cannot see: applications whose class is not known.

    Source: beyond the guide; the proof shows the AttributeError.
    """

    code = "FAPI908"
    name = "removed-route-api"
    message = "{cls}.{method} is gone since Starlette 1.0: an AttributeError at import; use {cure}"
    guide = ""
    gate = (".route(", ".websocket_route(", ".middleware(", ".exception_handler(")
    fix = "safe"

    def visit_Call(self, node: ast.Call) -> None:
        """Report a decorator that the application's class has no more."""
        function = node.func
        if not isinstance(function, ast.Attribute) or not any(
            function.attr in each for each in REMOVED.values()
        ):
            return
        above = self.module.index.parent(node)
        decorators = getattr(above, "decorator_list", ())
        if node not in decorators:
            return
        cls = self._class_of(function.value)
        cure = REMOVED.get(cls, {}).get(function.attr)
        if cure is not None and self._is_removed():
            self.report(
                node,
                cls=cls.rpartition(".")[2],
                method=function.attr,
                cure=cure,
                fix=partial(_decorate_with_method, node, above) if cls == "fastapi.FastAPI" else None,
            )

    def _class_of(self, receiver: ast.expr) -> str:
        """The library's class of an application or router; ``""`` where that has more methods of its own."""
        resolver = self.module.project.routing.resolver
        scope = self.module.routing.scope_of(receiver)
        found = resolver.object_of(receiver, scope)
        if found is not None:
            own = resolver.type_of(receiver, scope)
            cls = found.cls if not isinstance(own, Instance) else own.cls
        else:
            of = resolver.type_of(receiver, scope)
            if not isinstance(of, Instance):
                return ""
            cls = of.cls
        if isinstance(cls, str):
            return cls if cls in REMOVED or cls in ROUTERS else ""
        return ""

    def _is_removed(self) -> bool:
        project = self.module.project
        starlette = project.version_of("starlette")
        return starlette >= (1,) and project.version_of("fastapi") >= FROM_FASTAPI


def _decorate_with_method(call: ast.Call, function: ast.AST | None, draft: Draft) -> str:
    """Turn ``@app.route(path, methods=["POST"])`` into ``@app.post(path)``; the handler takes the request."""
    methods = next((each for each in call.keywords if each.arg == "methods"), None)
    method = _only_method(methods, draft)
    if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)) or not isinstance(
        call.func, ast.Attribute
    ):
        raise draft.refusal("it decorates no function")
    if len(call.args) > 1 or any(
        each.arg not in ("path", "methods", "name", "include_in_schema") for each in call.keywords
    ):
        raise draft.refusal("its arguments have another meaning there")
    takes = function.args
    parameters = [*takes.posonlyargs, *takes.args]
    if len(parameters) != 1 or takes.kwonlyargs or takes.vararg or takes.kwarg or takes.defaults:
        raise draft.refusal("the handler does not take the request alone")
    if parameters[0].annotation is None:
        end = draft.source.span(parameters[0]).end
        draft.edit(end, end, f": {draft.name_for('fastapi.Request', at=function)}")
    end = draft.source.span(call.func).end
    draft.edit(end - len(call.func.attr), end, method)
    if methods is not None:
        draft.remove_argument(call, methods)
    return f"Use the decorator {ast.unparse(call.func.value)}.{method}"


def _only_method(methods: ast.keyword | None, draft: Draft) -> str:
    if methods is None:
        return "get"  # Starlette's default
    value = methods.value
    if isinstance(value, (ast.List, ast.Tuple, ast.Set)) and len(value.elts) == 1:
        only = value.elts[0]
        if isinstance(only, ast.Constant) and str(only.value).lower() in VERBS:
            return str(only.value).lower()
    raise draft.refusal("it has more than one method")
