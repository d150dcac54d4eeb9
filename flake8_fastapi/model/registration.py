"""Registries that decorators fill: ``@register("name")`` puts the decorated function into a dictionary."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.arguments import Arguments
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.types import ClassObject, FunctionObject, Type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.interpreter import Interpreter
    from flake8_fastapi.model.module import Module

MOST_REGISTERED = 16
"""Functions under one decorator that are looked at."""


def put_by_decorating(interpreter: Interpreter, decorator: FunctionDefinition) -> Iterator[tuple[str, Type]]:
    """What a function puts into containers where it decorates others: their paths, and what is put in."""
    project = interpreter.project
    count = 0
    for path, line, text in project.survey.mentions(decorator.name):
        if not text.lstrip().startswith("@"):
            continue
        module = project.module_at(path)
        if is_test_file(module.display_path):
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
