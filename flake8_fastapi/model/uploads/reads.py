"""Where uploads are read into memory as a whole."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.annotated import Annotation, read_annotation
from flake8_fastapi.model.local_names import function_statements, parameters_of
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.uploads.limits import is_checked_before, is_limited_around
from flake8_fastapi.model.uploads.objects import UPLOAD, is_upload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.module import Module

READERS = frozenset({"read", "readlines"})
BYTES = frozenset({"builtins.bytes"})
FILE_PARAMETERS = frozenset({"fastapi.File", "fastapi.params.File", "fastapi.param_functions.File"})


@dataclass(frozen=True, slots=True)
class WholeRead(Located):
    """A call that reads a whole upload at once, with nothing that limits its size."""

    PLACE = "call"

    call: ast.Call
    upload: ast.expr
    is_file: bool
    """Whether only the file of the upload is known there, which has no size."""


@dataclass(frozen=True, slots=True)
class BytesParameter(Located):
    """A parameter that takes an uploaded file as ``bytes``, with nothing that limits its size."""

    PLACE = "parameter"

    parameter: ast.arg


def whole_reads(module: Module) -> Iterator[WholeRead]:
    """The calls of a file that read an upload of any size into memory."""
    if is_test_file(module.display_path):
        return
    for call in module.index.of_kind(ast.Call):
        if not isinstance(call.func, ast.Attribute) or call.func.attr not in READERS or call.keywords:
            continue
        if call.args and not _is_negative(call.args[0]):
            continue
        upload = _read_from(module, call.func.value)
        if upload is None:
            continue
        function = module.index.function_around(call)
        if function is None or is_checked_before(module, function, upload, call):
            continue
        if not is_limited_around(module, function):
            is_awaited = isinstance(module.index.parent(call), ast.Await)
            is_known = is_awaited or module.observation.is_instance(upload, UPLOAD)
            yield WholeRead(call, upload, not is_known)


def _read_from(module: Module, node: ast.expr) -> ast.expr | None:
    """The upload that is read, itself or as its ``file``; an attribute of that name may be an upload, too."""
    if is_upload(module, node):
        return node
    if isinstance(node, ast.Attribute) and node.attr == "file" and is_upload(module, node.value):
        return node.value
    return None


def _is_negative(node: ast.expr) -> bool:
    """Whether it is ``-1`` or None, with which everything is read."""
    if isinstance(node, ast.Constant):
        return node.value is None
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)


def bytes_parameters(module: Module) -> Iterator[BytesParameter]:
    """The parameters of a file's functions that take a whole upload as ``bytes``."""
    if is_test_file(module.display_path):
        return
    for function in function_statements(module.index):
        for parameter, default in parameters_of(function):
            if parameter.annotation is None:
                continue
            annotation = read_annotation(parameter.annotation, module)
            if not _is_file(annotation, default, module) or not annotation.type.names_any(BYTES):
                continue
            if not is_limited_around(module, function):
                yield BytesParameter(parameter)


def _is_file(annotation: Annotation, default: ast.expr | None, module: Module) -> bool:
    if isinstance(default, ast.Call) and module.observation.called(default) in FILE_PARAMETERS:
        return True
    return any(
        isinstance(each.node, ast.Call) and each.name in FILE_PARAMETERS for each in annotation.metadata
    )
