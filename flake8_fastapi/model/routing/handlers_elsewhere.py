"""Functions of a file that another file registers as handlers of exceptions."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from flake8_fastapi.model.inclusions import routing_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.routing.objects import ExceptionHandler

ADDING = b"exception_handler"


class HandlerElsewhere(NamedTuple):
    """A function of the file being checked, and where in ``module`` it is made a handler."""

    function: ast.FunctionDef | ast.AsyncFunctionDef
    registered: ExceptionHandler
    module: Module


def handlers_registered_elsewhere(module: Module) -> Iterator[HandlerElsewhere]:
    """The top-level functions of a file that take a request and an exception, each with who registers it."""
    survey = module.project.survey
    adding: dict[Module, list[ExceptionHandler]] = {}
    for function in module.index.tree.body:
        if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        if len(function.args.posonlyargs) + len(function.args.args) != 2:
            continue
        paths = [path for path in survey.paths_with_word(function.name) if path != module.path]
        for other, _ in survey.files(lambda content: ADDING in content, paths):
            if other not in adding:
                adding[other] = routing_of(other).exception_handlers
            for each in adding[other]:
                handler = each.handler
                if handler is not None and handler.module is module and handler.line == function.lineno:
                    yield HandlerElsewhere(function, each, other)
