"""Whether an override of a dependency is undone before the next test, also when the test fails."""

from __future__ import annotations

import ast
import os
import re
from typing import TYPE_CHECKING, Literal

from flake8_fastapi.model.decorators import makes_manager
from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
from flake8_fastapi.model.routing.objects import Scope
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.testing.fixtures import (
    Fixture,
    conftests,
    fixtures_of,
    given_by,
    is_test,
    requested_by,
    visible_fixtures,
)
from flake8_fastapi.model.testing.overrides import OVERRIDES
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.types import ExternalMethod, FunctionObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionNode
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.routing.objects import RoutingObject
    from flake8_fastapi.model.testing.overrides import DependencyOverride

Undone = Literal["always", "on success", "never", "unknown"]

UNDOING = re.compile(
    r"dependency_overrides\s*(?:\.\s*(?:clear|pop|popitem)\b|=(?!=)|\[\s*([\w.]+)\s*\]\s*=\s*\1\b)"
    r"|\bdel\s+[\w.]+\.dependency_overrides"
)
EMPTYING = re.compile(r"dependency_overrides\s*(?:\.\s*clear\(\s*\)|=\s*(?:\{\s*\}|dict\(\s*\)))")
"""Takes all overrides away, so that what comes after it starts without any."""

REPLACED = re.compile(r"""["']dependency_overrides["']|patch\.dict\([^)]*dependency_overrides""")
"""The whole table is exchanged for a time (``monkeypatch.setattr(app, "dependency_overrides", {})``)."""

TEARDOWN = re.compile(
    r"(async_?)?tear_?down|addCleanup|pytest_runtest_teardown|pytest_sessionfinish", re.IGNORECASE
)
SET_UP = re.compile(r"(async_?)?set_?up(_?(class|method|function|module))?$", re.IGNORECASE)


def undone(module: Module, override: DependencyOverride) -> Undone:
    """When an override that a test, a fixture or a ``setUp`` of the file makes is undone."""
    function = module.index.function_around(override.node)
    if override.is_temporary or (isinstance(override.node, ast.Assign) and _gives_back(override.node)):
        return "always"
    if function is None or isinstance(function, ast.Lambda):
        return "unknown"  # at import: meant for all tests
    if module.index.function_around(function) is not None:
        return "unknown"
    fixture = _as_fixture(module, function)
    is_manager = makes_manager(module, function)
    if not (fixture or is_manager or is_test(function) or SET_UP.match(function.name)):
        return "unknown"  # a helper: its callers may undo it
    if fixture is not None and (fixture.scope == "session" or _is_for_all(module, fixture)):
        return "always"  # there is no test after it that is not meant
    if not _is_shared(module, function, override.table.value):
        return "unknown"
    own = _undone_by_itself(module, function, override, is_fixture=fixture is not None, is_manager=is_manager)
    if own == "always" or is_manager:
        return own
    requested = requested_by(module, function)
    if any(_cleans_up(each) for each in requested.fixtures) or _is_torn_down(module, function):
        return "always"
    return own if requested.is_complete else "unknown"


def _is_for_all(module: Module, fixture: Fixture) -> bool:
    """Whether each test below a conftest gets an override anew."""
    return fixture.autouse and os.path.basename(module.path) == "conftest.py"


def _as_fixture(module: Module, function: FunctionNode) -> Fixture | None:
    for fixture in fixtures_of(module).values():
        if fixture.definition.line == function.lineno:
            return fixture
    return None


def _is_shared(module: Module, function: FunctionNode, app: ast.expr) -> bool:
    """Whether other tests surely get the same application: it is made once, when a file is imported."""
    found = module.project.routing.resolver.object_of(app, module.routing.scope_of(app))
    if found is not None and not found.parameter:
        # What a factory makes is shared where it is called at import: `app = create_app()`.
        return not found.is_template or _is_bound_at_import(module, function, app)
    if isinstance(app, ast.Name) and app.id in {each.arg for each in function.args.args}:
        fixture = visible_fixtures(module).get(app.id)
        return fixture is not None and _gives_shared(fixture)
    if isinstance(app, ast.Attribute) and app.attr == "app" and isinstance(app.value, ast.Name):
        fixture = visible_fixtures(module).get(app.value.id)
        return fixture is not None and _is_client_of_shared(module, fixture)
    return False


def _is_bound_at_import(module: Module, function: FunctionNode, app: ast.expr) -> bool:
    """Whether a name is one of the file's own, and none of the function's."""
    if not isinstance(app, ast.Name) or not module.lookup(app.id):
        return False
    arguments = function.args
    names = {each.arg for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)}
    names |= {
        each.id for each in walk(function) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
    }
    return app.id not in names


def _gives_shared(fixture: Fixture) -> bool:
    """Whether a fixture hands out an application that was made when a file was imported."""
    return _are_shared(given_by(fixture))


def _is_client_of_shared(module: Module, fixture: Fixture) -> bool:
    """Whether a fixture makes a test client of such an application (``client.app``)."""
    definition = fixture.definition
    scope = Scope(definition.module, definition)
    found: list[RoutingObject | None] = []
    for call in walk(definition.node()):
        if isinstance(call, ast.Call) and last_name(call.func) == "TestClient" and call.args:
            app = call.args[0]
            given = visible_fixtures(module).get(app.id) if isinstance(app, ast.Name) else None
            known = module.project.routing.resolver.object_of(app, scope)
            found += given_by(given) if given is not None and (known is None or known.parameter) else [known]
    return _are_shared(found)


def _are_shared(objects: list[RoutingObject | None]) -> bool:
    return bool(objects) and all(
        each is not None and not each.parameter and not each.is_template for each in objects
    )


def _undone_by_itself(
    module: Module,
    function: ast.FunctionDef | ast.AsyncFunctionDef,
    override: DependencyOverride,
    *,
    is_fixture: bool,
    is_manager: bool,
) -> Undone:
    """Whether the function that makes the override undoes it."""
    index = module.index
    text = module.project.bodies.text_of(definition) if (definition := _definition(module, function)) else ""
    if REPLACED.search(text):
        return "always"
    yields = [
        each.lineno
        for each in [*index.of_kind(ast.Yield), *index.of_kind(ast.YieldFrom)]
        if index.function_around(each) is function
    ]
    found: Undone = "never"
    for node in _undoing_nodes(module, function, override.table):
        if index.function_around(node) is not function or not isinstance(node, (ast.stmt, ast.Call)):
            return "always"  # in a finalizer, or handed to one
        if _is_in_finally(module, node):
            return "always"
        if is_fixture and yields and node.lineno > yields[0]:
            return "always"
        if node.lineno > override.node.lineno:
            found = "on success"
    return found


def _definition(module: Module, function: FunctionNode) -> FunctionDefinition | None:
    return module.observation.definition_of(function)


def _undoing_nodes(
    module: Module, function: FunctionNode, overrides: ast.Attribute
) -> Iterator[ast.stmt | ast.expr]:
    """What takes overrides back inside of a function, and the calls of helpers that do.

    What is surely another application's table than ``overrides`` is left out.
    """
    index = module.index
    inside = _Inside(module, function)
    for table in index.of_kind(ast.Attribute):
        if table.attr != OVERRIDES or not inside.has(table) or _are_others(module, table, overrides):
            continue
        parent = index.parent(table)
        above = index.parent(parent) if parent is not None else None
        if isinstance(parent, ast.Attribute) and parent.attr in ("clear", "pop", "popitem"):
            is_called = isinstance(above, ast.Call) and above.func is parent
            yield above if is_called else parent  # type: ignore[misc]
        elif isinstance(parent, ast.Subscript) and isinstance(above, ast.Delete):
            yield above
        elif isinstance(parent, ast.Assign) and table in parent.targets:
            yield parent
        elif isinstance(parent, ast.Subscript) and isinstance(above, ast.Assign) and _gives_back(above):
            yield above
    for call in index.of_kind(ast.Call):
        if inside.has(call) and _calls_cleaner(module, call):
            yield call


def _gives_back(assignment: ast.Assign) -> bool:
    """Whether a dependency is made its own replacement (``overrides[get_db] = get_db``)."""
    target = assignment.targets[0]
    return isinstance(target, ast.Subscript) and ast.unparse(target.slice) == ast.unparse(assignment.value)


def _are_others(module: Module, table: ast.Attribute, overrides: ast.Attribute) -> bool:
    """Whether two tables surely belong to two applications, as those of an application and a mounted one."""
    resolver = module.project.routing.resolver
    apps = [resolver.object_of(each.value, module.routing.scope_of(each)) for each in (table, overrides)]
    places = {(each.module, each.line, each.column) for each in apps if each and not each.parameter}
    return len(places) == 2


class _Inside:
    """Tells whether a node stands in a function, also in functions inside of it."""

    def __init__(self, module: Module, function: FunctionNode) -> None:
        self.module = module
        self.function = function
        self.last = function.end_lineno or function.lineno

    def has(self, node: ast.expr) -> bool:
        if not self.function.lineno <= node.lineno <= self.last:
            return False
        return any(above is self.function for above in self.module.index.ancestors(node))


def _calls_cleaner(module: Module, call: ast.Call) -> bool:
    """Whether a call is one of a function of the project that takes overrides back."""
    if not isinstance(call.func, (ast.Name, ast.Attribute)):
        return False
    of = module.observation.type_of(call.func)
    if isinstance(of, ExternalMethod) or not isinstance(of, FunctionObject):
        return False
    return UNDOING.search(module.project.bodies.text_of(of.definition)) is not None


def _is_in_finally(module: Module, node: ast.AST) -> bool:
    child = node
    for above in module.index.ancestors(node):
        if isinstance(above, ast.Try) and child in above.finalbody:
            return True
        child = above
    return False


def _cleans_up(fixture: Fixture) -> bool:
    """Whether a fixture takes overrides back after its ``yield``, in a finalizer, or from test to test."""
    text = fixture.definition.module.project.bodies.text_of(fixture.definition)
    if REPLACED.search(text):
        return True
    if fixture.scope == "function" and EMPTYING.search(text):
        return True  # also at its start: each test that asks for it begins without overrides
    _, is_generator, after = text.partition("yield")
    if is_generator:
        return UNDOING.search(after) is not None
    return "addfinalizer" in text and UNDOING.search(text) is not None


def _is_torn_down(module: Module, function: FunctionNode) -> bool:
    """Whether a tear-down of the class, the file or a conftest takes overrides back."""
    text_of = module.project.bodies.text_of
    return any(UNDOING.search(text_of(definition)) for definition in _teardowns(module, function))


def _teardowns(module: Module, function: FunctionNode) -> Iterator[FunctionDefinition]:
    definition = _definition(module, function)
    owner = definition.owner if definition is not None else None
    if owner is not None:
        for each in module.project.interpreter.hierarchy.lineage(owner):
            if isinstance(each, ClassDefinition):
                for method in (method for methods in each.methods.values() for method in methods):
                    if TEARDOWN.match(method.name) or _adds_cleanup(method):
                        yield method
    for source in [module, *conftests(module)]:
        yield from (
            each for each in source.skeleton.functions if TEARDOWN.match(each.name) and not each.owner
        )


def _adds_cleanup(method: FunctionDefinition) -> bool:
    if SET_UP.match(method.name) is None:
        return False
    return "addCleanup" in method.module.project.bodies.text_of(method)
