"""Which expressions are uploads: by their types, or by what the project's callers give for a parameter."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.local_names import parameters_of
from flake8_fastapi.model.types import UNKNOWN

if TYPE_CHECKING:
    from flake8_fastapi.model.module import Module

UPLOAD = "starlette.datastructures.UploadFile"


FILE = "tempfile.SpooledTemporaryFile"
"""What an upload has as its ``file``."""

ANY_FILE = frozenset({"typing.BinaryIO", "typing.IO", "io.IOBase", "io.RawIOBase", "io.BufferedIOBase", FILE})
"""What a function says of a parameter that takes the file of an upload beside others."""


def is_upload(module: Module, node: ast.expr) -> bool:
    """Whether an expression of the checked file is surely an upload or the file of one, or None.

    The parameter of a function that says nothing of its type, or that it is some file, is what the calls in
    the project give for it.
    """
    if module.observation.is_instance(node, UPLOAD):
        return True
    if not isinstance(node, ast.Name) or not _is_told_by_callers(module, node):
        return False
    function = module.index.function_around(node)
    if function is None or not any(each.arg == node.id for each, _ in parameters_of(function)):
        return False
    definition = module.observation.definition_of(function)
    if definition is None or not any(module.project.survey.paths_with_word("UploadFile")):
        return False
    given = module.project.interpreter.given.all_given(definition, node.id)
    return not module.observation.class_names(given).isdisjoint((UPLOAD, FILE))


def _is_told_by_callers(module: Module, node: ast.Name) -> bool:
    of = module.observation.type_of(node)
    return of is UNKNOWN or not module.observation.class_names(of).isdisjoint(ANY_FILE)
