"""What decorators make of the functions below them."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.arguments import Arguments
from flake8_fastapi.model.types import (
    UNKNOWN,
    ClassObject,
    External,
    ExternalMethod,
    FunctionObject,
    Instance,
    Partial,
    Type,
)

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.interpreter import Interpreter
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.scope import Scope

METHOD_KINDS = {"staticmethod": "static", "classmethod": "class"}
CLASS_METHODS = frozenset({"__new__", "__init_subclass__", "__class_getitem__"})
PROPERTIES = frozenset({"property", "cached_property", "hybrid_property", "computed_field", "async_property"})
MANAGERS = frozenset({"contextlib.contextmanager", "contextlib.asynccontextmanager"})
ACCESSORS = frozenset({"setter", "deleter", "expression", "comparator", "update_expression"})
"""Decorators by which a method under the name of a property becomes another part of it than its getter."""

PRESERVING = role("preserves").names


def makes_manager(module: Module, function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a decorator makes a context manager of a function of the file being checked."""
    return any(module.observation.refers_to(each) in MANAGERS for each in function.decorator_list)


EVENTS = frozenset({"startup", "shutdown"})


def decorators_of(interpreter: Interpreter, function: FunctionDefinition) -> list[Type]:
    """What the decorators of a function are, as they are called; local names of a function around it count.

    Where nothing tells what ``app`` is in ``@app.on_event("startup")``, it is taken for an application.
    """
    node = function.node()
    if isinstance(node, ast.Lambda):
        return []
    scope: Scope = interpreter.definition_scope(function)
    if function.parent is not None:
        nested = interpreter.summary_of(function.parent).nested
        scope = next((each.closure for each in nested if each.definition is function), None) or scope
    return [_decorator(scope, each) for each in node.decorator_list]


def _decorator(scope: Scope, node: ast.expr) -> Type:
    if not isinstance(node, ast.Call):
        return scope.reference(node)
    of = scope.reference(node.func)
    if of is UNKNOWN and isinstance(node.func, ast.Attribute) and node.func.attr == "on_event":
        event = node.args[0] if node.args else None
        if isinstance(event, ast.Constant) and event.value in EVENTS:
            return ExternalMethod(Instance("fastapi.FastAPI"), "on_event")
    return of


def short_names(node: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    """The last parts of the names of a function's decorators."""
    names = set()
    for each in node.decorator_list:
        target = each.func if isinstance(each, ast.Call) else each
        if isinstance(target, ast.Attribute):
            names.add(target.attr)
        elif isinstance(target, ast.Name):
            names.add(target.id)
    return names


def kind_of_method(function: FunctionDefinition) -> str:
    """``instance``, ``class`` or ``static`` for a method, ``function`` for a plain function."""
    if function.owner is None:
        return "function"
    node = function.node()
    if not isinstance(node, ast.Lambda) and node.decorator_list:
        names = short_names(node)
        for name, kind in METHOD_KINDS.items():
            if name in names:
                return kind
    return "class" if function.name in CLASS_METHODS else "instance"


def is_property(function: FunctionDefinition) -> bool:
    """Whether reading an attribute runs this method."""
    if not function.decorated:
        return False
    node = function.node()
    return not isinstance(node, ast.Lambda) and bool(short_names(node) & PROPERTIES)


def accessor_of(function: FunctionDefinition) -> str:
    """Which other part of a property than its getter a method is (``"setter"``); ``""`` for all else."""
    node = function.node()
    for each in () if isinstance(node, ast.Lambda) else node.decorator_list:
        if isinstance(each, ast.Attribute) and each.attr in ACCESSORS:
            owner = each.value.value if isinstance(each.value, ast.Attribute) else each.value
            if isinstance(owner, ast.Name) and function.owner and owner.id in function.owner.methods:
                return each.attr
    return ""


class Decorators:
    """Applies decorators to functions, from the inside out."""

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter

    def apply(self, function: FunctionObject, scope: Scope) -> Type:
        """What a decorated function is in the end; the function itself where that is not seen."""
        node = function.definition.node()
        if isinstance(node, ast.Lambda):
            return function
        of: Type = function
        for decorator in reversed(node.decorator_list):
            of = self._apply_one(of, decorator, scope)
        return of

    def _apply_one(self, of: Type, decorator: ast.expr, scope: Scope) -> Type:
        called = isinstance(decorator, ast.Call)
        target = scope.reference(decorator.func if isinstance(decorator, ast.Call) else decorator)
        knowledge = self.interpreter.knowledge
        if isinstance(target, External):
            name = knowledge.canonical(target.name)
            if isinstance(of, FunctionObject):
                if name in MANAGERS:
                    return replace(of, manager=True)
                if knowledge.is_memoising(name):
                    return replace(of, cached=True)
            if name in PRESERVING:
                return of
            if knowledge.offloader(name) is not None:
                # The decorated function runs in a thread or process whenever it is called.
                return UNKNOWN
            return self._with_facade(of, knowledge.function(name), UNKNOWN)
        if isinstance(target, ExternalMethod) and isinstance(target.receiver, Instance):
            cls = str(target.receiver.cls)
            if knowledge.method_offloader(cls, target.name) is not None:
                return UNKNOWN
            return self._with_facade(of, knowledge.method(cls, target.name), target.receiver)
        if isinstance(target, (FunctionObject, ClassObject)):
            return self._project_decorator(of, decorator, target, called, scope)
        return of

    def _with_facade(self, of: Type, facts: object, receiver: Type) -> Type:
        """A function that has become a library's object but is still called like itself."""
        returns = getattr(facts, "returns", None)
        if returns is None or not isinstance(of, FunctionObject):
            return of
        made = self.interpreter.type_words.parse(str(returns), receiver)
        if isinstance(made, Instance) and isinstance(made.cls, str):
            if self.interpreter.knowledge.is_class(made.cls):
                return replace(of, facade=made.cls)
        return of

    def _project_decorator(
        self,
        of: Type,
        decorator: ast.expr,
        target: FunctionObject | ClassObject,
        called: bool,
        scope: Scope,
    ) -> Type:
        applied = scope.type_of(decorator) if called else target
        result = self.interpreter.result_of_call(applied, Arguments([of]), scope)
        if isinstance(result, FunctionObject) and isinstance(of, FunctionObject):
            if result.definition is of.definition:
                return result
            return replace(result, known_as=of.known_as or of.definition.label)
        if isinstance(result, (FunctionObject, Partial)):
            return result
        if isinstance(result, Instance) and not isinstance(result.cls, str):
            return result
        # What an unresolved decorator of the project makes is not known: stay silent.
        return of if result is UNKNOWN and self._only_registers(target) else UNKNOWN

    def _only_registers(self, target: FunctionObject | ClassObject) -> bool:
        """Whether a decorator cannot run the function elsewhere, as far as its text tells."""
        if not isinstance(target, FunctionObject):
            return False
        text = self.interpreter.project.bodies.text_of(target.definition)
        return not any(word in text for word in ("thread", "executor", "async ", "delay", "queue"))
