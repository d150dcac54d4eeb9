"""FAPI512: a decorator stands above the route decorator, so the route does not have it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.configuration.decoration import outcome_of
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.routing.objects import Route


class GuardAboveRoute(Rule):
    """A decorator above the route decorator wraps the function, but not for the route.

    Why: decorators are applied from below. The route decorator registers the function that it
    gets and hands it back; what stands above it wraps that for other callers only. A guard, a
    limiter or a cache up there is silently left out of every request.

    Cure: move the decorator below ``@app.get(...)``, and let it use ``functools.wraps``; better,
    make the guard a dependency: ``dependencies=[Depends(guard)]``.

    Exempt: decorators that hand back the same function (registries, markers), other route
    decorators, and decorators of which neither is known; fastapi-cache2's, which is FAPI811's.

    Cannot see: what decorators of libraries do that are not in the tables.

    Source: beyond the guide, which guards with dependencies (Authentication Pattern); the proof
    calls a guarded route without credentials.
    """

    code = "FAPI512"
    name = "guard-above-route"
    message = (
        "@{decorator} stands above the route decorator, so requests to {function}() do not pass it:"
        " move it below"
    )
    guide = "Authentication Pattern"
    gate = (
        ".get(", ".post(", ".put(", ".patch(", ".delete(", ".head(", ".options(", ".trace(", ".api_route(",
        ".websocket(", ".route(", ".websocket_route(",
    )  # fmt: skip

    def visit_Route(self, route: Route) -> None:
        """Look at the decorators between this route decorator and the next one above it."""
        function, handler = route.function, route.handler
        if function is None or handler is None or not route.is_decorator:
            return
        if isinstance(function, ast.Lambda) or route.call not in function.decorator_list:
            return
        routes = {each.call for each in self.module.routing.routes if each.function is function}
        above = function.decorator_list[: function.decorator_list.index(route.call)]
        for decorator in reversed(above):
            if decorator in routes:
                return
            if outcome_of(self.module, decorator, handler) == "other":
                target = decorator.func if isinstance(decorator, ast.Call) else decorator
                self.report(decorator, decorator=ast.unparse(target), function=function.name)
