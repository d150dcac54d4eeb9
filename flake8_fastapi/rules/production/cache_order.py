"""FAPI811: a cache of responses that never caches, or that mixes users up."""

from __future__ import annotations

import ast

from flake8_fastapi.model.observation import argument, has_unpacking
from flake8_fastapi.rule import Rule

CACHE = "fastapi_cache.decorator.cache"
METHODS = ("get", "post", "put", "patch", "delete", "head", "options", "trace", "api_route")
ROUTES = frozenset(f"fastapi.{owner}.{method}" for owner in ("FastAPI", "APIRouter") for method in METHODS)
REQUEST = ("starlette.requests.Request", "starlette.requests.HTTPConnection")
OUTSIDE_THE_KEY = frozenset({"auth", "cookies", "headers", "query_params", "session", "user"})
"""What a handler can read out of a request and fastapi-cache2 leaves out of its key."""


class CacheOrder(Rule):
    """fastapi-cache2's ``@cache`` above the route decorator, or on a handler that reads the request.

    Why: the route decorator registers what stands below it, so a ``@cache`` above is never called
    and nothing is cached. And the default key is made of the handler's arguments without the
    ``Request``: a handler that reads headers, cookies, the session or the user out of the request
    gives its first caller's answer to everybody.

    Cure: put ``@cache`` below the route decorator; take the user through ``Depends`` or a
    ``Header()`` parameter, which are part of the key, or give a ``key_builder``.

    Exempt: a ``key_builder``, also in ``FastAPICache.init``; values injected as parameters;
    ``request.state``, which holds resources as well as users.

    Cannot see: requests handed on to helpers that read them.

    Source: the guide recommends fastapi-cache2 (line 487); a request with another user's header
    gets the first user's answer.
    """

    code = "FAPI811"
    name = "cache-order"
    message = "@cache {problem}"
    guide = "Performance Tips"
    gate = ("fastapi_cache",)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """Look at a plain handler."""
        self._look_at(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        """Look at a handler that is a coroutine."""
        self._look_at(node)

    def _look_at(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        if len(node.decorator_list) < 2:
            return
        names = [self._name(decorator) for decorator in node.decorator_list]
        routes = [position for position, name in enumerate(names) if name in ROUTES]
        caches = [position for position, name in enumerate(names) if name == CACHE]
        if not routes or not caches:
            return
        decorator = node.decorator_list[caches[0]]
        if caches[0] < routes[-1]:
            self.report(
                decorator, problem=f"above the route decorator of {node.name}() never caches: move it below"
            )
        elif (read := self._read_from_request(node)) and not self._has_own_key(decorator):
            self.report(
                decorator,
                problem=f"gives one user's answer to all: {node.name}() reads {read}, which is no part of the"
                " key; take it as a parameter or give a key_builder",
            )

    def _name(self, decorator: ast.expr) -> str:
        if isinstance(decorator, ast.Call):
            return self.module.observation.called(decorator)
        return self.module.observation.refers_to(decorator)

    def _read_from_request(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
        """The first thing that a handler reads out of its request and that tells callers apart."""
        index, observation = self.module.index, self.module.observation
        names = {each.arg for each in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]}
        for each in index.of_kind(ast.Attribute):
            if each.attr not in OUTSIDE_THE_KEY or not isinstance(each.value, ast.Name):
                continue
            if each.value.id in names and index.function_around(each) is node:
                if observation.is_instance(each.value, *REQUEST):
                    return f"{each.value.id}.{each.attr}"
        return ""

    def _has_own_key(self, decorator: ast.expr) -> bool:
        """Whether this cache, or the whole project, makes its keys itself."""
        if isinstance(decorator, ast.Call):
            if has_unpacking(decorator) or argument(decorator, "key_builder", 2) is not None:
                return True
        return any(True for _ in self.module.project.survey.mentions("key_builder"))
