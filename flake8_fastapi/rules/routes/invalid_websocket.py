"""FAPI914: a websocket that FastAPI cannot pass, or that is used before it is accepted."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.routing.handlers import class_names, is_method, name_of, own_nodes, parameters
from flake8_fastapi.model.routing.websockets import may_accept
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionNode
    from flake8_fastapi.model.routing.objects import Route

CONNECTIONS = frozenset({"starlette.websockets.WebSocket", "starlette.requests.HTTPConnection"})
USES = frozenset(
    {
        "send", "send_text", "send_json", "send_bytes", "receive", "receive_text", "receive_json",
        "receive_bytes", "iter_text", "iter_json", "iter_bytes",
    }
)  # fmt: skip
RAW = frozenset({"send", "receive"})
"""Those that may take part in the handshake."""


class InvalidWebsocket(Rule):
    """A websocket handler whose websocket has no annotation, or is used before it is accepted, or never is.

    Why: a parameter without an annotation is a query parameter, so the connection is refused for want
    of it. Receiving or sending before ``accept()`` is a RuntimeError, and the client sees a refusal.

    Cure: annotate it ``websocket: WebSocket``; ``await websocket.accept()`` first.

    Exempt: handlers that hand the websocket to what may accept it, or have dependencies, which may;
    Starlette's ``websocket_route``, which passes the websocket whatever its annotation.

    Cannot see: the order of accepting and using within one branch or loop.

    Source: beyond the guide; the proof shows both refusals.
    """

    code = "FAPI914"
    name = "invalid-websocket"
    message = "{name} {problem}"
    guide = ""
    gate = (".websocket(", ".add_api_websocket_route(")

    def visit_Route(self, route: Route) -> None:
        """Look at a websocket's handler."""
        function = route.function
        if (
            not route.is_websocket
            or route.is_plain_starlette
            or not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef))
        ):
            return
        own = list(parameters(function))[1 if is_method(self.module, function) else 0 :]
        if not any(self._may_be_websocket(parameter) for parameter, _ in own):
            for parameter, default in own:
                is_plain = default is None and parameter.annotation is None
                if is_plain and (
                    (len(own) == 1 and _takes_one(route)) or self._is_used_as_websocket(function, parameter)
                ):
                    problem = "has no annotation, so it is a query parameter: annotate it with WebSocket"
                    self.report(parameter, name=parameter.arg, problem=problem)
                    return
        has_dependencies = "dependencies" in route.keywords or any(
            default is not None or _is_annotated(parameter) for parameter, default in own
        )
        if has_dependencies or len(function.decorator_list) > 1 or route.router is None:
            return
        for parameter, _ in own:
            if parameter.annotation is not None and self._is_websocket(parameter.annotation):
                self._check_accept(function, parameter.arg)

    def _may_be_websocket(self, parameter: ast.arg) -> bool:
        if parameter.annotation is None:
            return False
        names = class_names(self.module, parameter.annotation)
        return bool(CONNECTIONS & names) if names else "Socket" in ast.unparse(parameter.annotation)

    def _is_used_as_websocket(self, function: FunctionNode, parameter: ast.arg) -> bool:
        """Whether a method of websockets is called on a parameter."""
        return any(
            isinstance(node, ast.Attribute)
            and node.attr in USES | {"accept"}
            and isinstance(node.value, ast.Name)
            and node.value.id == parameter.arg
            for node in own_nodes(self.module, function, ast.Attribute)
        )

    def _is_websocket(self, annotation: ast.expr) -> bool:
        return name_of(self.module, annotation) == "starlette.websockets.WebSocket"

    def _check_accept(self, function: ast.FunctionDef | ast.AsyncFunctionDef, name: str) -> None:
        """Report the first use of a websocket that is accepted later or nowhere, and never handed on."""
        index = self.module.index
        first: ast.Attribute | None = None
        accepted: list[ast.Attribute] = []
        for node in index.names(name):
            if not function.lineno <= node.lineno <= (function.end_lineno or 0):
                continue
            above = index.parent(node)
            if isinstance(above, ast.keyword):
                above = index.parent(above)
            if isinstance(above, ast.Call) and not self._may_accept(above, node):
                continue
            if not isinstance(above, ast.Attribute):
                return
            if above.attr == "accept":
                accepted.append(above)
            elif above.attr in USES and index.function_around(node) is function:
                first = above if first is None or above.lineno < first.lineno else first
        if first is None:
            return
        problem = f"is used by {first.attr}() and nowhere accepted: await {name}.accept() first"
        if accepted:
            if first.attr in RAW or not self._stands_before(first, accepted, function):
                return
            problem = f"is used by {first.attr}() before it is accepted: await {name}.accept() first"
        self.report(first, name=name, problem=problem)

    def _may_accept(self, call: ast.Call, name: ast.Name) -> bool:
        """Whether what is called with the websocket may accept it."""
        called = self.module.observation.type_of(call.func)
        return may_accept(self.module.project.interpreter, called, call, name)

    def _stands_before(
        self,
        use: ast.Attribute,
        accepted: list[ast.Attribute],
        function: ast.FunctionDef | ast.AsyncFunctionDef,
    ) -> bool:
        """Whether the statement of a use comes before all those that accept, none of them in a loop."""

        def place(node: ast.AST) -> int:
            inside = {node, *self.module.index.ancestors(node)}
            return next((at for at, each in enumerate(function.body) if each in inside), -1)

        return 0 <= place(use) < min(map(place, accepted))


def _takes_one(route: Route) -> bool:
    """Whether the only parameter of a handler must be the websocket: it is not in the path, nor decorated."""
    if route.text is None or any("{" in str(part) for part in route.text):
        return False
    return len(getattr(route.function, "decorator_list", ())) <= 1


def _is_annotated(parameter: ast.arg) -> bool:
    """Whether an annotation may carry a dependency."""
    annotation = parameter.annotation
    if annotation is None:
        return False
    text = ast.unparse(annotation)
    return "Annotated" in text or text.endswith(("Dep", "Depends", "Dependency"))
