"""What callers give to functions that do no more with a parameter than keep it: ``def use(self, store)``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flake8_fastapi.model.decorators import accessor_of
from flake8_fastapi.model.types import NONE, UNKNOWN, Type, is_informative, union

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.interpreter import Interpreter
    from flake8_fastapi.model.module import Module


def kept_in_attribute(interpreter: Interpreter, methods: Iterable[FunctionDefinition], name: str) -> Type:
    """What callers give for the parameters that these methods keep under a name of their object."""
    return _given(interpreter, methods, rf"\.{name}")


def kept_in_global(interpreter: Interpreter, module: Module, name: str) -> Type:
    """What callers give for the parameters that functions of a file keep under a ``global`` name."""
    writers = module.writers_of(name)
    if not writers:
        return UNKNOWN
    target = rf"\b{re.escape(name)}"
    key = ("given to global", module, name)
    return interpreter.solver.solve(key, lambda: _given(interpreter, writers, target), UNKNOWN)


def _given(interpreter: Interpreter, functions: Iterable[FunctionDefinition], target: str) -> Type:
    given = [
        interpreter.parameter_given(function, parameter)
        for function in functions
        if (parameter := _parameter_kept(interpreter, function, target)) is not None
    ]
    telling = [each for each in given if each != NONE and is_informative(each)]
    return union(telling) if telling else UNKNOWN


def _parameter_kept(interpreter: Interpreter, function: FunctionDefinition, target: str) -> str | None:
    """The parameter, without annotation, that a function assigns as it is to a target.

    Nobody calls the setter of a property by its name.
    """
    if accessor_of(function):
        return None
    text = interpreter.project.bodies.text_of(function)
    found = re.search(rf"{target}[ \t]*=[ \t]*(\w+)[ \t]*(?:#.*)?(?:\n|\Z)", text)
    if found is None:
        return None
    parameters = interpreter.signatures.of(function).parameters
    is_unsaid = any(each.name == found.group(1) and each.declared is UNKNOWN for each in parameters)
    return found.group(1) if is_unsaid else None
