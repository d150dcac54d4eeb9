"""Test clients of applications: where they are made, for which application, and whether they are entered."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.located import Located
from flake8_fastapi.model.observation import argument
from flake8_fastapi.model.routing.objects import Scope
from flake8_fastapi.model.source import read_source
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.testing.fixtures import conftests, given_by, visible_fixtures
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition, FunctionNode
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.routing.objects import RoutingObject

TEST_CLIENT = "starlette.testclient.TestClient"
TRANSPORTS = ("httpx.ASGITransport", "httpx2.ASGITransport")
MAKERS = frozenset({"TestClient", "ASGITransport"})
MANAGED = re.compile(
    r"LifespanManager|lifespan_context|router\.lifespan|(?<!def )\blifespan\(|\.startup\(\)|__a?enter__"
    r"|\.state\.\w+\s*=(?!=)|\bstate=|[\"']lifespan[\"']"
)
"""What runs a lifespan beside a client, or sets the application's state in its place."""

LEAVES = re.compile(
    r"\.state\.\w+\s*=|^\s*global\s|\byield[ \t]*[{(]|\byield[ \t]+\w|^\s*\w+\[[^\]]+\]\s*=(?!=)",
    re.MULTILINE,
)
"""How a lifespan leaves something to requests: as state, in a global or a table, or by its yield."""

LEAVES_BEHIND = re.compile(r"\.state\.\w+\s*=(?!=)|^\s*global\s", re.MULTILINE)
"""How a function that a lifespan calls does so."""

START_UP = re.compile(r"""@[\w.]+\.on_event\(\s*(?:event_type\s*=\s*)?["']startup["']""")
DEEPEST_HELPER = 2


@dataclass(frozen=True, slots=True)
class ApplicationClient(Located):
    """A ``TestClient(...)`` or ``ASGITransport(...)`` of the file being checked.

    ``lacks_lifespan`` tells that the application has a lifespan that leaves something to requests,
    and that nothing in the tests runs it or puts something in its place.
    """

    PLACE = "call"

    call: ast.Call
    kind: str
    lacks_lifespan: bool


@dataclass(frozen=True, slots=True)
class ClientUse(Located):
    """A request that a coroutine makes with a sync ``TestClient``, the first of each coroutine."""

    node: ast.Call
    function: ast.AsyncFunctionDef


def application_clients(module: Module) -> Iterator[ApplicationClient]:
    """The clients that a test file makes."""
    if not is_test_file(module.display_path):
        return
    renamed = _renamed(module)
    for call in module.index.of_kind(ast.Call):
        if _last_name(call.func, renamed) not in MAKERS:
            continue
        name = module.observation.called(call)
        if name != TEST_CLIENT and name not in TRANSPORTS:
            continue
        app, kind = argument(call, "app", 0), name.rpartition(".")[2]
        found = _application(module, app) if app is not None else None
        lacks = found is not None and found.is_application and _needs_lifespan(found)
        if lacks and kind == "TestClient":
            lacks = not _is_entered(module, call)
        yield ApplicationClient(call, kind, lacks and not any(map(MANAGED.search, _texts(module))))


def _application(module: Module, node: ast.expr) -> RoutingObject | None:
    """The application that an expression is, also where a fixture gives it; None where that is not known."""
    found = module.project.routing.resolver.object_of(node, module.routing.scope_of(node))
    if found is not None and not found.parameter:
        return found
    function = module.index.function_around(node)
    if function is None or not isinstance(node, ast.Name):
        return None
    if node.id not in {each.arg for each in function.args.args}:
        return None
    fixture = visible_fixtures(module).get(node.id)
    given = given_by(fixture) if fixture is not None else []
    return given[0] if len(set(given)) == 1 else None


def _texts(module: Module) -> Iterator[str]:
    """The texts of a test file and of the conftests above it."""
    yield module.given_text or ""
    for each in conftests(module):
        yield read_source(each.path) or ""


def _needs_lifespan(app: RoutingObject) -> bool:
    """Whether an application has a lifespan, or start-up handlers, that make something that requests use."""
    lifespan = app.keywords.get("lifespan")
    if lifespan is None:
        return any(_leaves_something(each, 0) for each in _start_up_handlers(app))
    function = app.module.project.routing.resolver.function_of(lifespan, app.scope)
    return function is not None and _leaves_something(function, 0)


def _start_up_handlers(app: RoutingObject) -> Iterator[FunctionDefinition]:
    """The functions that an application runs when it starts, as far as its own file registers them."""
    resolver = app.module.project.routing.resolver
    given = app.keywords.get("on_startup")
    for each in given.elts if isinstance(given, (ast.List, ast.Tuple)) else ():
        function = resolver.function_of(each, app.scope)
        if function is not None:
            yield function
    text_of = app.module.project.bodies.text_of
    for function in app.module.skeleton.functions:
        if START_UP.search(text_of(function)) is None:
            continue
        for decorator in getattr(function.node(), "decorator_list", ()):
            call = decorator.func if isinstance(decorator, ast.Call) else None
            if isinstance(call, ast.Attribute) and call.attr == "on_event":
                if resolver.object_of(call.value, Scope(app.module)) == app:
                    yield function


def _leaves_something(function: FunctionDefinition, depth: int) -> bool:
    """Whether a lifespan leaves something to requests, itself or in the functions that it calls."""
    project = function.module.project
    pattern = LEAVES if not depth else LEAVES_BEHIND
    if pattern.search(project.bodies.text_of(function)) is not None:
        return True
    if depth >= DEEPEST_HELPER:
        return False
    scope = Scope(function.module, function)
    for call in walk(function.node()):
        if isinstance(call, ast.Call) and isinstance(call.func, (ast.Name, ast.Attribute)):
            called = project.routing.resolver.function_of(call.func, scope)
            if called is not None and called is not function and _leaves_something(called, depth + 1):
                return True
    return False


def _renamed(module: Module) -> dict[str, str]:
    return {
        alias.asname: alias.name
        for imports in module.index.of_kind(ast.ImportFrom)
        for alias in imports.names
        if alias.asname and alias.name in MAKERS
    }


def _last_name(node: ast.expr, renamed: dict[str, str]) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return renamed.get(node.id, node.id) if isinstance(node, ast.Name) else ""


def _is_entered(module: Module, call: ast.Call) -> bool:
    """Whether a client is surely or perhaps entered as a context manager."""
    index = module.index
    parent = index.parent(call)
    if isinstance(parent, ast.withitem):
        return True
    if isinstance(parent, ast.Assign) and len(parent.targets) == 1:
        return _name_is_entered(module, parent.targets[0])
    if isinstance(parent, ast.AnnAssign):
        return _name_is_entered(module, parent.target)
    if isinstance(parent, (ast.Return, ast.Yield)):
        function = index.function_around(call)
        return _is_entered_by_users(module, function) if function is not None else True
    # In an expression such as ``TestClient(app).get(...)`` it is not; handed on, it may be.
    return not isinstance(parent, ast.Attribute)


def _name_is_entered(module: Module, target: ast.expr) -> bool:
    """Whether what a client is assigned to is the subject of any ``with`` of the file, or goes elsewhere."""
    written = ast.unparse(target)
    index = module.index
    function = index.function_around(target) if isinstance(target, ast.Name) else None

    def may_be_it(node: ast.expr) -> bool:
        return function is None or any(above is function for above in index.ancestors(node))

    for item in index.of_kind(ast.withitem):
        if may_be_it(item.context_expr) and written in ast.unparse(item.context_expr):
            return True
    for node in index.of_kind(type(target)):
        if ast.unparse(node) != written or node is target or not may_be_it(node):
            continue
        parent = index.parent(node)
        if isinstance(parent, (ast.Return, ast.Yield)):
            giver = index.function_around(node)
            if giver is None or _is_entered_by_users(module, giver):
                return True
        elif isinstance(parent, ast.Call) and node in parent.args:
            return True  # handed to something that may enter it
    return False


def _is_entered_by_users(module: Module, function: FunctionNode) -> bool:
    """Whether any file enters what a function or fixture gives: ``with client:``, ``with make_client()``."""
    if isinstance(function, ast.Lambda):
        return True
    name = function.name
    word = re.compile(rf"\bwith\b.*\b{re.escape(name)}\b|enter_(?:async_)?context\(.*\b{re.escape(name)}\b")
    return any(word.search(line) for _, _, line in module.project.survey.mentions(name))


METHODS = frozenset({"get", "post", "put", "patch", "delete", "head", "options", "request", "stream"})


def client_uses(module: Module) -> Iterator[ClientUse]:
    """The first request with a sync client in each async test of the file."""
    if not is_test_file(module.display_path):
        return
    seen: set[ast.AST] = set()
    for call in module.index.of_kind(ast.Call):
        method = call.func
        if not isinstance(method, ast.Attribute) or method.attr not in METHODS:
            continue
        function = module.index.function_around(call)
        if not isinstance(function, ast.AsyncFunctionDef) or function in seen:
            continue
        if function.name.startswith("test") and not isinstance(module.index.parent(call), ast.Await):
            if _is_sync_client(module, method.value, function):
                seen.add(function)
                yield ClientUse(call, function)


def _is_sync_client(module: Module, node: ast.expr, function: ast.AsyncFunctionDef) -> bool:
    if module.observation.is_instance(node, TEST_CLIENT):
        return True
    if not isinstance(node, ast.Name):
        return False
    given = next((each for each in function.args.args if each.arg == node.id), None)
    if given is None or given.annotation is not None:
        return False
    fixture = visible_fixtures(module).get(node.id)
    if fixture is None or len(_assignments(module, function, node.id)):
        return False
    summary = module.project.interpreter.summary_of(fixture.definition)
    given_type = summary.yields if summary.is_generator else summary.returns
    types = alternatives(given_type)
    return bool(types) and all(
        isinstance(each, Instance) and TEST_CLIENT in module.observation.lineage_names(each.cls)
        for each in types
    )


def _assignments(module: Module, function: ast.AsyncFunctionDef, name: str) -> list[ast.Name]:
    return [
        each
        for each in module.index.names(name)
        if isinstance(each.ctx, ast.Store) and module.index.function_around(each) is function
    ]
