"""Prints what FastAPI itself says of an application's routes, as JSON, to compare the model's table with.

``python imported_routes.py FOLDER STATEMENTS [started]``: runs the statements, which import or make ``app``,
with FOLDER, if one is given, first on the path. With ``started`` the application is started first, for those
that register routes then. Needs nothing but the application's own libraries, so it runs in any virtualenv.
"""

from __future__ import annotations

import asyncio
import functools
import inspect
import json
import os
import sys
from collections.abc import Iterator
from typing import Any

OWN_MODULE = "fastapi.applications"
"""Where the handlers of FastAPI's own documentation stand."""


def contexts(routes: Any) -> Iterator[tuple[Any, Any]]:
    """Each route as it was declared, and what says where it is reached: newer FastAPI keeps the two apart."""
    try:
        from fastapi.routing import iter_route_contexts
    except ImportError:
        yield from ((each, each) for each in routes)
    else:
        yield from ((each.original_route, each) for each in iter_route_contexts(routes))


def plain_function(endpoint: Any) -> Any:
    """The function, or class, behind decorators, partials, bound methods and objects with ``__call__``."""
    while True:
        if isinstance(endpoint, functools.partial):
            endpoint = endpoint.func
        elif inspect.ismethod(endpoint):
            endpoint = endpoint.__func__
        elif hasattr(endpoint, "__wrapped__"):
            endpoint = endpoint.__wrapped__
        elif not hasattr(endpoint, "__code__") and not inspect.isclass(endpoint):
            return type(endpoint)
        else:
            return endpoint


def name_of(endpoint: Any) -> str:
    """The last part of the name of a function or class."""
    return str(getattr(plain_function(endpoint), "__name__", ""))


def place_of(endpoint: Any) -> tuple[str, int]:
    """File and line where a function, its decorators included, begins; no line for classes."""
    function = plain_function(endpoint)
    code = getattr(function, "__code__", None)
    if code is not None:
        return code.co_filename, code.co_firstlineno
    try:
        return inspect.getsourcefile(function) or "", 0
    except TypeError:
        return "", 0


def runs_on_loop(function: Any) -> bool:
    """Whether a handler is declared with ``async def``."""
    return inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function)


def dependencies_of(dependant: Any) -> set[str]:
    """The names of all functions and classes in the tree below a handler."""
    found: set[str] = set()
    for each in getattr(dependant, "dependencies", ()):
        if each.call is not None:
            found.add(name_of(each.call))
        found |= dependencies_of(each)
    return found


def routes_of(app: Any, prefix: str = "") -> Iterator[dict[str, Any]]:
    """The routes of an application and of those mounted on it, without those of its documentation."""
    from starlette.routing import BaseRoute, Host, Mount, WebSocketRoute

    own: list[BaseRoute] = getattr(app, "routes", [])
    for route, context in contexts(own):
        if isinstance(route, Host):
            continue
        path = prefix + str(getattr(context, "path", ""))
        if isinstance(route, Mount):
            if getattr(route.app, "routes", None) is not None:
                yield from routes_of(route.app, path)
            else:
                yield {"method": "MOUNT", "path": path, "handler": type(route.app).__name__}
            continue
        if context.endpoint is None or getattr(context.endpoint, "__module__", "") == OWN_MODULE:
            continue
        methods = {"WEBSOCKET"} if isinstance(route, WebSocketRoute) else set(context.methods or {"GET"})
        if "GET" in methods:
            methods.discard("HEAD")
        file, line = place_of(context.endpoint)
        for method in sorted(methods):
            yield {
                "method": method,
                "path": path,
                "handler": name_of(context.endpoint),
                "file": file,
                "line": line,
                "is_async": runs_on_loop(plain_function(context.endpoint)),
                "dependencies": sorted(dependencies_of(getattr(context, "dependant", None))),
                "has_response_model": any(
                    getattr(context, name, None) is not None
                    for name in ("response_model", "stream_item_type")
                ),
            }


def documented(app: Any) -> list[list[str]]:
    """Method and path of each operation in the OpenAPI document, which has no converters in its paths."""
    try:
        paths = type(app).openapi(app)["paths"]  # not what an application may have put in its place
    except Exception as error:
        print(f"no OpenAPI document: {type(error).__name__}: {error}", file=sys.stderr)
        return []
    return [[method.upper(), path] for path, operations in paths.items() for method in operations]


async def table_of(app: Any, is_started: bool) -> dict[str, Any]:
    """The whole table; for some applications only once they are started."""
    if is_started:
        async with app.router.lifespan_context(app):
            return await table_of(app, False)
    return {"routes": list(routes_of(app)), "documented": documented(app)}


def applications_in(module: Any) -> Iterator[tuple[str, Any]]:
    """The applications that stand at the top level of a module, with their names there."""
    from starlette.applications import Starlette

    for name, value in vars(module).items():
        if isinstance(value, Starlette):
            yield name, value


def mounted_on(app: Any) -> Iterator[Any]:
    """The applications that are mounted on another one, on whatever level."""
    from starlette.routing import Mount

    for route, _ in contexts(getattr(app, "routes", [])):
        if isinstance(route, Mount):
            yield route.app
            yield from mounted_on(route.app)


def main(folder: str, statements: str, started: str = "") -> None:
    """Print the table of one application."""
    if folder:
        sys.path.insert(0, folder)
    names: dict[str, Any] = {}
    exec(statements, names)
    table = asyncio.run(table_of(names["app"], bool(started)))
    print()  # applications print things when they are imported; the table is the last line
    print(json.dumps(table), flush=True)
    os._exit(0)  # threads that an application has started would keep the process from ending


if __name__ == "__main__":
    main(*sys.argv[1:])
