"""The fixtures that a test can ask for: those of its file, of what that imports, and of conftests above."""

from __future__ import annotations

import ast
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.definitions import FunctionDefinition, ImportBinding
from flake8_fastapi.model.kept_facts import kept_with
from flake8_fastapi.model.layout import is_below
from flake8_fastapi.model.receivers import receiver_name
from flake8_fastapi.model.routing.objects import Scope
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.types import External

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flake8_fastapi.model.definitions import FunctionNode
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.routing.objects import RoutingObject

FIXTURE_DECORATORS = role("fixture-decorators").names

OF_PLUGINS = role("plugin-fixtures").words
"""Fixtures of pytest and its plugins: they know nothing of an application."""

TEST_NAME = re.compile(r"test")
WORD = re.compile(r"[A-Za-z_]\w*")


@dataclass(frozen=True, slots=True)
class Fixture:
    """A function that pytest calls for the tests that ask for it."""

    name: str
    definition: FunctionDefinition
    scope: str
    autouse: bool


@dataclass(frozen=True, slots=True)
class Requested:
    """The fixtures that run for a function; ``is_complete`` tells that there are no unknown ones."""

    fixtures: tuple[Fixture, ...]
    is_complete: bool


@kept_with("skeleton")
def fixtures_of(module: Module) -> dict[str, Fixture]:
    """The fixtures that a file defines, by name."""
    found: dict[str, Fixture] = {}
    for definition in module.skeleton.functions:
        fixture = _fixture(definition) if definition.decorated else None
        if fixture is not None:
            found[fixture.name] = fixture
    return found


def _fixture(definition: FunctionDefinition) -> Fixture | None:
    node = definition.node()
    if isinstance(node, ast.Lambda):
        return None
    for decorator in node.decorator_list:
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        if _name(definition.module, called) in FIXTURE_DECORATORS:
            keywords = decorator.keywords if isinstance(decorator, ast.Call) else []
            values = {each.arg: each.value.value for each in keywords if isinstance(each.value, ast.Constant)}
            name, scope = values.get("name"), values.get("scope", "function")
            return Fixture(
                name if isinstance(name, str) else definition.name,
                definition,
                scope if isinstance(scope, str) else "function",
                values.get("autouse") is True,
            )
    return None


def _name(module: Module, node: ast.expr) -> str:
    """The dotted name of a library's function that an expression names at the top level of a file."""
    of = module.project.interpreter.module_scope(module).reference(node)
    return module.project.knowledge.canonical(of.name) if isinstance(of, External) else ""


def given_by(fixture: Fixture) -> list[RoutingObject | None]:
    """The applications that a fixture returns or yields; None among them for what is no known one."""
    definition = fixture.definition
    scope = Scope(definition.module, definition)
    resolver = definition.module.project.routing.resolver
    given = [
        each.value
        for each in walk(definition.node())
        if isinstance(each, (ast.Return, ast.Yield)) and each.value is not None
    ]
    return [resolver.object_of(each, scope) for each in given]


def conftests(module: Module) -> Iterator[Module]:
    """The ``conftest.py`` files that hold for a file, nearest first, itself left out."""
    project = module.project
    directory = os.path.dirname(module.path)
    while directory == project.root or is_below(directory, project.root):
        path = os.path.join(directory, "conftest.py")
        if "conftest.py" in project.directories.names_in(directory) and path != module.path:
            yield project.module_at(path)
        if directory == project.root:
            return
        directory = os.path.dirname(directory)


def visible_fixtures(module: Module) -> dict[str, Fixture]:
    """All fixtures that a file's tests can ask for; the nearest of a name."""
    found: dict[str, Fixture] = {}
    for each in [module, *conftests(module)]:
        for source in [each, *_imported(each)]:
            for name, fixture in fixtures_of(source).items():
                found.setdefault(name, fixture)
    return found


def _imported(module: Module) -> Iterator[Module]:
    """The project's files that a file imports names from, or that it names in ``pytest_plugins``."""
    names = module.project.interpreter.names
    bindings = [each for several in module.skeleton.bindings.values() for each in several]
    seen: dict[Module, None] = {}
    for binding in [*bindings, *module.skeleton.stars]:
        if isinstance(binding, ImportBinding) and binding.attribute is not None:
            target = names.imported_module(module, binding)
            if target is not None and target is not module and "fixture" in _text_hint(target):
                seen[target] = None
    for binding in module.lookup("pytest_plugins"):
        for each in walk(getattr(binding, "value", None) or ast.Pass()):
            if isinstance(each, ast.Constant) and isinstance(each.value, str):
                target = module.project.find_module(each.value, module)
                if target is not None:
                    seen[target] = None
    yield from seen


def _text_hint(module: Module) -> str:
    """What tells whether a file may define fixtures: the names that it imports."""
    return "fixture" if {"pytest", "fixture", "pytest_asyncio"} & module.skeleton.bindings.keys() else ""


def requested_by(module: Module, function: FunctionNode) -> Requested:
    """The fixtures that run for a test or fixture of the file being checked, also indirectly."""
    visible = visible_fixtures(module)
    test = module.function_around(function.lineno)
    given = set(_given_by_marks(module, function))
    waiting = [name for name in _parameters(function, test) if name not in given or name in visible]
    waiting += [name for name in sorted(given) if name in visible]
    waiting += [name for name, fixture in visible.items() if fixture.autouse]
    found: dict[str, Fixture] = {}
    is_complete = True
    while waiting:
        name = waiting.pop()
        fixture = visible.get(name)
        if fixture is None:
            is_complete = is_complete and name in OF_PLUGINS
        elif name not in found:
            found[name] = fixture
            waiting += _parameters(fixture.definition.node(), fixture.definition)
    return Requested(tuple(found.values()), is_complete)


def _parameters(function: FunctionNode, definition: FunctionDefinition | None) -> list[str]:
    """The parameters that pytest fills; those with defaults it leaves alone."""
    receiver = receiver_name(definition) if definition is not None else None
    arguments = function.args
    positional = [*arguments.posonlyargs, *arguments.args]
    without_default = (
        positional[: len(positional) - len(arguments.defaults)] if arguments.defaults else positional
    )
    keyword = [
        each
        for each, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
        if default is None
    ]
    return [each.arg for each in [*without_default, *keyword] if each.arg != receiver]


def _given_by_marks(module: Module, function: FunctionNode) -> Iterator[str]:
    """The names in the marks of a function, its class and its file: parametrized, or used fixtures."""
    decorators: list[ast.expr] = list(getattr(function, "decorator_list", []))
    for above in module.index.ancestors(function):
        if isinstance(above, ast.ClassDef):
            decorators += above.decorator_list
    for binding in module.lookup("pytestmark"):
        value = getattr(binding, "value", None)
        if value is not None:
            decorators.append(value)
    yield from _words(decorators)


def _words(nodes: Iterable[ast.expr]) -> Iterator[str]:
    for node in nodes:
        for each in walk(node):
            if isinstance(each, ast.Constant) and isinstance(each.value, str) and len(each.value) < 200:
                yield from WORD.findall(each.value)


def is_test(function: FunctionNode) -> bool:
    """Whether a function has a test's name, by pytest's and unittest's convention."""
    return not isinstance(function, ast.Lambda) and TEST_NAME.match(function.name) is not None
