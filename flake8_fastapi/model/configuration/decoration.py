"""What a decorator makes of a function, as far as the source or the tables tell."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Literal

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.arguments import Arguments
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import UNKNOWN, ClassObject, FunctionObject, Instance, Partial, Type

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module

WRAPPING = role("wraps").names
"""Decorators of libraries that put another function in the place of the decorated one."""

CACHES_OF_ROUTES = "fastapi_cache."
"""The package whose decorator has a rule of its own for standing above a route (FAPI811)."""

Outcome = Literal["same", "other", "unknown"]


def outcome_of(module: Module, decorator: ast.expr, function: FunctionDefinition) -> Outcome:
    """Whether a decorator of the file being checked hands back the function or puts another in its place."""
    observation = module.observation
    target = observation.type_of(decorator.func if isinstance(decorator, ast.Call) else decorator)
    name = observation.name_of(target)
    if name.startswith(CACHES_OF_ROUTES):
        return "unknown"
    if name in WRAPPING or observation.interpreter.knowledge.is_memoising(name):
        return "other"
    applied = observation.type_of(decorator) if isinstance(decorator, ast.Call) else target
    if not isinstance(applied, (FunctionObject, ClassObject, Instance)):
        return "unknown"
    if isinstance(applied, Instance) and isinstance(applied.cls, str):
        return "unknown"
    plain = FunctionObject(function)
    scope = observation.interpreter.module_scope(module)
    result = observation.interpreter.result_of_call(applied, Arguments([plain]), scope)
    return _compared(result, function)


def _compared(result: Type, function: FunctionDefinition) -> Outcome:
    found = {_of_one(each, function) for each in alternatives(result)}
    if "unknown" in found:
        return "unknown"
    return "other" if "other" in found else "same"


def _of_one(result: Type, function: FunctionDefinition) -> Outcome:
    if isinstance(result, FunctionObject):
        return "same" if result.definition is function else "other"
    if isinstance(result, Partial):
        return "other"
    if isinstance(result, Instance) and not isinstance(result.cls, str):
        return "other"
    return "same" if result is not UNKNOWN and isinstance(result, ClassObject) else "unknown"
