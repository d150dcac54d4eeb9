"""Which expressions are uploads: by their types, or by what the project's callers give for a parameter."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.local_names import parameters_of
from flake8_fastapi.model.types import UNKNOWN

if TYPE_CHECKING:
    from flake8_fastapi.model.module import Module

UPLOAD = "starlette.datastructures.UploadFile"


def is_upload(module: Module, node: ast.expr) -> bool:
    """Whether an expression of the checked file is surely an upload, or None.

    The parameter of a coroutine that says nothing of its type is what the calls in the project give for it.
    """
    if module.observation.is_instance(node, UPLOAD):
        return True
    if not isinstance(node, ast.Name) or module.observation.type_of(node) is not UNKNOWN:
        return False
    function = module.index.function_around(node)
    if function is None or not any(each.arg == node.id for each, _ in parameters_of(function)):
        return False
    definition = module.observation.definition_of(function)
    if definition is None or not any(module.project.survey.paths_with_word("UploadFile")):
        return False
    given = module.project.interpreter.given.all_given(definition, node.id)
    return UPLOAD in module.observation.class_names(given)
