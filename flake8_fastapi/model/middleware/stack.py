"""The middleware of an app in effective order: the outermost, which sees a request first, first."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, NamedTuple

from flake8_fastapi.model.inclusions import handed_in
from flake8_fastapi.model.kept_facts import kept_with
from flake8_fastapi.model.middleware.registrations import Collector, Registration, branches_around
from flake8_fastapi.model.observation import argument
from flake8_fastapi.model.types import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.routing.objects import RoutingObject

METHODS = ("add_middleware", "middleware")


class Stack(NamedTuple):
    """An app and its middleware, outermost first."""

    app: RoutingObject | None
    """None where it is not known, as for a parameter without annotation."""
    entries: list[Registration]


@kept_with("routing")
def stacks(module: Module) -> list[Stack]:
    """The middleware of each app that a file registers some on; kept as long as the file is checked."""
    known = [Stack(app, entries_of(module, app)) for app in _apps(module)]
    return known + _of_unknown_apps(module)


def _apps(module: Module) -> list[RoutingObject]:
    """The apps that a file makes, and those that it adds middleware to."""
    found: dict[RoutingObject, None] = {}
    for made in module.routing.made:
        if made.object.is_application:
            found[made.object] = None
    for call in module.index.of_kind(ast.Call):
        if isinstance(call.func, ast.Attribute) and call.func.attr in METHODS:
            scope = module.routing.scope_of(call)
            app = module.project.routing.resolver.object_of(call.func.value, scope)
            if app is None:
                continue
            apps = handed_in(module.project, app) if app.call is None else (app,)
            for each in apps or (app,):
                found[each] = None
    return list(found)


def _of_unknown_apps(module: Module) -> list[Stack]:
    """What is added to something unknown, for each name of it in each function."""
    groups: dict[tuple[object, str], list[Registration]] = {}
    resolver = module.project.routing.resolver
    for call in module.index.of_kind(ast.Call):
        function = call.func
        if not isinstance(function, ast.Attribute) or function.attr != "add_middleware":
            continue
        cls = argument(call, "middleware_class", 0)
        scope = module.routing.scope_of(call)
        if cls is None or resolver.object_of(function.value, scope) is not None:
            continue
        if resolver.type_of(function.value, scope) is not UNKNOWN:
            continue
        of, name = Collector(module.project, None).class_or_function(call, cls, scope)
        undefined = of is UNKNOWN and isinstance(cls, ast.Name) and _is_undefined(module, cls.id)
        branches = branches_around(module.routing, call)
        found = Registration("added", of, name, module, call, branches, undefined)
        groups.setdefault((module.index.function_around(call), ast.unparse(function.value)), []).append(found)
    return [Stack(None, list(reversed(each))) for each in groups.values()]


def _is_undefined(module: Module, name: str) -> bool:
    """Whether a file binds a name nowhere."""
    if module.project.interpreter.names.is_bound(module, name):
        return False
    return not any(isinstance(each.ctx, ast.Store) for each in module.index.names(name)) and not any(
        each.arg == name for each in module.index.of_kind(ast.arg)
    )


def entries_of(module: Module, app: RoutingObject) -> list[Registration]:
    """The middleware of one app as seen from a file, outermost first.

    ``add_middleware`` and ``@app.middleware`` put theirs around all that was there; the list given to the
    constructor is inside of these, its first entry outermost.
    """
    collector = Collector(module.project, app)
    added = list(collector.run(app.module, app.scope.function))
    for where, function in _later_places(module, app):
        added += collector.run(where, function)
    return [*reversed(added), *collector.listed()]


def _later_places(module: Module, app: RoutingObject) -> Iterator[tuple[Module, None]]:
    """The top levels that get an app from the function that makes it, or import it, and add to it.

    Whose order among each other cannot be told: so only one, the file being checked or else the
    only one that there is.
    """
    if app.scope.function is None:
        if module is not app.module:
            yield module, None
        return
    if module is not app.module:
        yield module, None
        return
    name = app.scope.function.name
    pattern = re.compile(rf"\b{re.escape(name)}\s*\(")
    uses = module.project.survey.uses(name)
    others = list(dict.fromkeys(other for other, _, line in uses if pattern.search(line)))
    if others == [module] or len(others) == 1:
        yield others[0], None
