"""Connections that the constructors of objects open which a module makes when it is imported."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, NamedTuple

from flake8_fastapi.model.receivers import is_receiver, own_attributes
from flake8_fastapi.model.resources.bodies import CheckedBody
from flake8_fastapi.model.resources.globals import KINDS, GlobalConnection, global_connections
from flake8_fastapi.model.resources.nodes import resources_of
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.types import Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
    from flake8_fastapi.model.module import Module

GUARDED = re.compile(r"[Ll]ock\b|Semaphore\(")
"""What a class says that lets one caller after the other use what it holds."""
THREADS_ALLOWED = "check_same_thread"
"""Who gives this to SQLite has thought of threads."""


def shared_connections(module: Module) -> Iterator[GlobalConnection]:
    """The connections that a file opens for all requests, by itself and in constructors of its classes."""
    yield from global_connections(module)
    yield from connections_of_objects(module)


def connections_of_objects(module: Module) -> Iterator[GlobalConnection]:
    """The connections of a file's classes of which an object stands at the top level of a module.

    An object counts where a function on the request path calls a method that uses the connection.
    """
    if is_test_file(module.display_path):
        return
    for cls in module.skeleton.classes:
        opened = list(opened_by_constructor(module, cls))
        if not opened:
            continue
        user = _user(cls, frozenset(each.attribute.attr for each in opened))
        if user is not None:
            kept = opened[0]
            yield GlobalConnection(kept.call, kept.shown, kept.kind, user)


class Kept(NamedTuple):
    """What a constructor opens and keeps in its object."""

    attribute: ast.Attribute
    call: ast.Call
    kind: str
    """``session``, ``connection`` or ``cursor``."""

    @property
    def shown(self) -> str:
        """As the constructor writes it, ``self.session`` in most."""
        return ast.unparse(self.attribute)


def opened_by_constructor(module: Module, cls: ClassDefinition) -> Iterator[Kept]:
    """What the constructor always opens and keeps."""
    if any(GUARDED.search(module.project.bodies.text_of(each)) for each in _methods(cls)):
        return
    openings = resources_of(module).callees.openings
    for constructor in cls.methods.get("__init__", ()):
        node = constructor.node()
        if not isinstance(node, ast.FunctionDef):
            continue
        body = CheckedBody(module, node)
        for statement in node.body:
            if not isinstance(statement, ast.Assign) or not isinstance(statement.value, ast.Call):
                continue
            target, call = statement.targets[0], statement.value
            if not isinstance(target, ast.Attribute) or not is_receiver(target.value, constructor):
                continue
            if not openings.may_open(module, call):
                continue
            facts = openings.opened_by(body, call)
            if facts is None or facts.kind not in KINDS:
                continue
            if any(each.arg == THREADS_ALLOWED for each in call.keywords):
                return
            yield Kept(target, call, facts.kind)


def _methods(cls: ClassDefinition) -> Iterator[FunctionDefinition]:
    for methods in cls.methods.values():
        yield from methods


def _user(cls: ClassDefinition, attributes: frozenset[str]) -> FunctionDefinition | None:
    """A function on the request path that has an object of a module use what the class holds."""
    project = cls.module.project
    using = {
        each.name
        for each in _methods(cls)
        if each.name != "__init__" and not attributes.isdisjoint(own_attributes(each))
    }
    for name in _objects(cls):
        called = re.compile(rf"\b{re.escape(name)}\.(\w+)\(")
        for other, line, text in project.survey.uses(name):
            function = other.function_around(line)
            if function is None or using.isdisjoint(called.findall(text)):
                continue
            if _means_object(other, name, cls) and project.serving.serves(function):
                return function
    return None


def _objects(cls: ClassDefinition) -> Iterator[str]:
    """The names at the top level of modules that are given an object of a class."""
    made = re.compile(rf"(\w+)\s*(?::[^=]+)?=\s*(?:\w+\.)*{re.escape(cls.name)}\(")
    for module, _, text in cls.module.project.survey.uses(cls.name):
        found = made.match(text)
        if found is not None and _means_object(module, found.group(1), cls):
            yield found.group(1)


def _means_object(module: Module, name: str, cls: ClassDefinition) -> bool:
    """Whether a name of a module's top level is an object of a class."""
    of = module.project.interpreter.names.type_of(module, name)
    return isinstance(of, Instance) and of.cls is cls
