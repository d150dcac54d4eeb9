"""Attributes that may be missing by their constructor, and that every object of the project is given.

``def __init__(self, path=None)`` with ``if self.path: write(self.path)`` is no choice where the project makes
such objects by ``Store(Path("events"))`` only.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.types import ClassObject, External

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
    from flake8_fastapi.model.interpreter import Interpreter
    from flake8_fastapi.model.scope import Scope


class AlwaysGiven:
    """Answers whether a test of an own attribute is true for every object that the project makes."""

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter
        self._answers: dict[tuple[ClassDefinition, str], bool] = {}

    def is_true(self, scope: Scope, test: ast.expr) -> bool:
        """Whether a test asks for such an attribute only (``self.path``, ``self.path is not None``)."""
        if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], ast.IsNot):
            right = test.comparators[0]
            test = test.left if isinstance(right, ast.Constant) and right.value is None else test
        if not isinstance(test, ast.Attribute) or not isinstance(test.value, ast.Name):
            return False
        owner = scope.definition.owner if scope.definition is not None else None
        if owner is None or test.value.id != scope.receiver_name or scope.definition is None:
            return False
        key = (owner, test.attr)
        if key not in self._answers:
            self._answers[key] = False  # while it is being asked
            self._answers[key] = self._find(owner, test.attr)
        return self._answers[key]

    def _find(self, cls: ClassDefinition, name: str) -> bool:
        interpreter = self.interpreter
        constructor = interpreter.hierarchy.method(cls, "__init__")
        if constructor is None or constructor.owner is not cls or interpreter.hierarchy.subclasses(cls):
            return False
        if interpreter.attributes.assigned_in(cls).get(name) != [constructor]:
            return False
        text = interpreter.project.bodies.text_of(constructor)
        kept = re.search(rf"\.{name}[ \t]*(?::[^=\n]*)?=[ \t]*(\w+)[ \t]*(?:#.*)?(?:\n|\Z)", text)
        if kept is None:
            return False
        answers = [*self._answers_of_calls(constructor, kept.group(1))]
        return bool(answers) and all(answers)

    def _answers_of_calls(self, constructor: FunctionDefinition, parameter: str) -> Iterator[bool]:
        """For each call of a constructor, whether it gives something that is true for a parameter."""
        for module, call, shift in self.interpreter.given.calls_of(constructor):
            if not is_test_file(module.display_path):
                value = self.interpreter.given.argument(constructor, call, parameter, shift)
                yield value is not None and _is_surely_true(self.interpreter.module_scope(module), value)


def _is_surely_true(scope: Scope, value: ast.expr) -> bool:
    """Whether a value is an object, or a text that is not empty; what functions give may be None."""
    if isinstance(value, ast.Constant):
        return bool(value.value)
    if isinstance(value, ast.BinOp):
        return isinstance(value.op, ast.Div) and _is_surely_true(scope, value.left)
    if isinstance(value, ast.JoinedStr):
        return any(isinstance(each, ast.Constant) for each in value.values)
    if not isinstance(value, ast.Call):
        return False
    called = scope.type_of(value.func)
    if isinstance(called, External):
        return scope.interpreter.knowledge.is_class(scope.interpreter.knowledge.canonical(called.name))
    return isinstance(called, ClassObject)
