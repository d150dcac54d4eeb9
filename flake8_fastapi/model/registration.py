"""Registries: containers that are filled with what decorators, subclasses and callers hand in."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from flake8_fastapi.model.arguments import Arguments
from flake8_fastapi.model.types import UNKNOWN, ClassObject, FunctionObject, Type, is_informative

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.interpreter import Interpreter
    from flake8_fastapi.model.module import Module

MOST_REGISTERED = 16
"""Functions under one decorator that are looked at."""


ItemsPut = tuple[tuple[str, Type], ...]
"""The paths of containers, each with what is put in, as a container of the same kind."""


def items_put(interpreter: Interpreter, function: FunctionDefinition, filling: re.Pattern[str]) -> ItemsPut:
    """What a function puts into containers: itself, where it decorates, or of what its callers give.

    ``filling`` finds where its text fills the container that is asked about.
    """
    if function.name == "__init_subclass__" and function.owner is not None:
        return _put_for_subclasses(interpreter, function)
    return (
        interpreter.summary_of(function).items_put
        or tuple(_put_by_decorating(interpreter, function))
        or _put_of_callers(interpreter, function, filling)
    )


def _put_for_subclasses(interpreter: Interpreter, function: FunctionDefinition) -> ItemsPut:
    """What ``__init_subclass__`` puts in for each class that derives from its own."""
    assert function.owner is not None
    found: ItemsPut = ()
    for each in interpreter.hierarchy.subclasses(function.owner)[:MOST_REGISTERED]:
        found += interpreter.summary_in(function, None, ClassObject(each), ()).items_put
    return found


def _put_of_callers(
    interpreter: Interpreter, function: FunctionDefinition, filling: re.Pattern[str]
) -> ItemsPut:
    """What it puts in of what it is given: ``bus.subscribe(Event, handler)``."""
    text = interpreter.project.bodies.text_of(function)
    lines = [text[found.end() :].partition("\n")[0] for found in filling.finditer(text)]
    given: dict[str, Type] = {}
    for each in interpreter.signatures.of(function).parameters:
        if each.declared is UNKNOWN and any(re.search(rf"\b{each.name}\b", line) for line in lines):
            of = interpreter.parameter_given(function, each.name)
            if is_informative(of):
                given[each.name] = of
    if not given:
        return ()
    receiver = interpreter.receiver_of(function)
    return interpreter.summary_in(function, None, receiver, tuple(sorted(given.items()))).items_put


def _put_by_decorating(interpreter: Interpreter, decorator: FunctionDefinition) -> Iterator[tuple[str, Type]]:
    """What it puts in where it decorates others: ``@register("name")``."""
    count = 0
    for module, line, text in interpreter.project.survey.uses(decorator.name):
        if not text.lstrip().startswith("@"):
            continue
        for expression, decorated in _decorated_at(module, line):
            count += 1
            if count > MOST_REGISTERED:
                return
            of = interpreter.module_scope(module).type_of(expression)
            if isinstance(of, FunctionObject) and decorator in (of.definition, of.definition.parent):
                yield from interpreter.summary_of(of.definition, of, Arguments([decorated])).items_put


def _decorated_at(module: Module, line: int) -> Iterator[tuple[ast.expr, Type]]:
    """The decorator in a line, and the function or class of the top level that it decorates."""
    function = module.function_around(line)
    if function is not None and function.owner is None and line < function.line:
        node = function.node()
        for each in () if isinstance(node, ast.Lambda) else node.decorator_list:
            if each.lineno == line:
                yield each, FunctionObject(function)
    for cls in module.skeleton.classes:
        for each in cls.decorators:
            if each.lineno == line:
                yield each, ClassObject(cls)
