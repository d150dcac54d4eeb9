"""Which types of arguments can make no difference to what blocks in a function.

Every type that a call tells of its arguments means one more evaluation of the function called. Most
arguments are data: nothing that is done with a pydantic model or a request waits for anything.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.construction import VALIDATORS
from flake8_fastapi.model.decorators import short_names
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.types import (
    UNKNOWN,
    ClassObject,
    Constant,
    Entries,
    External,
    Instance,
    Items,
    TupleOf,
    Type,
    Union,
)

if TYPE_CHECKING:
    from flake8_fastapi.knowledge.reader import ClassFacts
    from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
    from flake8_fastapi.model.interpreter import Interpreter

ACTING_ROWS = ("call", "call_blocks", "enter", "iterates", "reading_blocks")
"""What tables say of classes whose objects do something when they are called, entered or iterated."""


NOT_CALLED = VALIDATORS | {"field_serializer", "model_serializer"}
"""Decorators of methods that run when an object is made or written out, and not where it is used."""

ASKING = role("asks-about-functions")
"""Builtins that tell something of a function that they are given, and never call it."""


DESCRIBING = frozenset(
    {"__annotations__", "__code__", "__defaults__", "__doc__", "__module__", "__name__", "__qualname__"}
)
"""Attributes of functions that say something of them."""


class Harmless:
    """Tells the types whose objects have nothing that could block or be called in its place."""

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter
        self._classes: dict[ClassDefinition | str, bool] = {}
        self._asked_about: dict[FunctionDefinition, frozenset[str]] = {}

    def only_asks_about(self, function: FunctionDefinition, parameter: str) -> bool:
        """Whether a function that is given another one only asks for its name, signature and the like.

        Helpers of decorators that trace or log are given every function of a project.
        """
        known = self._asked_about.get(function)
        if known is None:
            known = self._asked_about[function] = self._parameters_asked_about(function)
        return parameter in known

    def _parameters_asked_about(self, function: FunctionDefinition) -> frozenset[str]:
        node = function.node()
        arguments = node.args
        names = {each.arg for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)}
        asked: set[ast.AST] = set()
        used: list[ast.Name] = []
        for each in walk(node):
            if isinstance(each, ast.Name) and each.id in names:
                used.append(each)
            elif isinstance(each, ast.Attribute) and each.attr in DESCRIBING:
                asked.add(each.value)
            elif isinstance(each, ast.Call) and self._asks(each.func, function):
                asked.update(each.args)
        return frozenset(names - {each.id for each in used if each not in asked})

    def _asks(self, called: ast.expr, function: FunctionDefinition) -> bool:
        of = self.interpreter.definition_scope(function).reference(called)
        return isinstance(of, External) and ASKING.has(of.name)

    def covers(self, of: Type) -> bool:
        """Whether nothing that a function does with such a value can block; what is unknown counts."""
        if isinstance(of, Instance):
            return self._covers_class(of.cls) and self._covers_kept(of)
        if isinstance(of, Union):
            return all(self.covers(each) for each in of.options)
        if isinstance(of, Items):
            return self.covers(of.item)
        if isinstance(of, Entries):
            return self.covers(of.key) and self.covers(of.value)
        if isinstance(of, TupleOf):
            return all(self.covers(each) for each in of.members)
        return of is UNKNOWN or isinstance(of, Constant)

    def _covers_kept(self, of: Instance) -> bool:
        """Whether what an object keeps is harmless: a statement keeps the class that it selects."""
        return all(
            isinstance(of.cls, str) and isinstance(kept, ClassObject) and self._covers_class(kept.definition)
            for _, kept in of.attributes
        )

    def _covers_class(self, cls: ClassDefinition | str) -> bool:
        known = self._classes.get(cls)
        if known is None:
            self._classes[cls] = True  # classes that hold one another are as harmless as the rest of them
            known = self._is_harmless(cls)
            self._classes[cls] = known
        return known

    def _is_harmless(self, cls: ClassDefinition | str) -> bool:
        if isinstance(cls, str):
            lineage = self.interpreter.knowledge.lineage(cls)
            return cls.startswith("builtins.") or (bool(lineage) and all(self._is_data(e) for e in lineage))
        for each in self.interpreter.hierarchy.lineage(cls):
            if isinstance(each, str):
                if each.partition(".")[0] != "pydantic" and not self._covers_class(each):
                    return False
                continue
            for methods in each.methods.values():
                if not all(_is_never_called(method) for method in methods):
                    return False
            for bindings in each.values.values():
                if not all(self._is_plain_field(each, binding.annotation) for binding in bindings):
                    return False
        return True

    @staticmethod
    def _is_data(facts: ClassFacts) -> bool:
        return not facts.blocks and not any(row in facts.rows for row in ACTING_ROWS)

    def _is_plain_field(self, cls: ClassDefinition, annotation: object) -> bool:
        if not isinstance(annotation, ast.expr):
            return False
        scope = self.interpreter.class_scope(cls)
        return self.covers(self.interpreter.annotations.value_type(scope, annotation))


def _is_never_called(method: FunctionDefinition) -> bool:
    """Whether a method does nothing in the place where its object is used."""
    if method.is_async:
        return True
    node = method.node()
    return (
        method.decorated and not isinstance(node, ast.Lambda) and not NOT_CALLED.isdisjoint(short_names(node))
    )
