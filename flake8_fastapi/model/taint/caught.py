"""Exceptions of libraries that hold something of the request."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.taint import tables
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.taint.flows import CLEAN, Caught, Flow
from flake8_fastapi.model.types import External

if TYPE_CHECKING:
    from flake8_fastapi.model.taint.body import Body


def caught_by(handler: ast.ExceptHandler, body: Body) -> Flow:
    """What the name that a handler gives its exception holds."""
    known = tables().caught
    for each in handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]:
        if each is None or last_name(each) not in tables().caught_words:
            continue
        interpreter = body.types.interpreter
        of = interpreter.module_scope(body.definition.module).type_of(each)
        cls = interpreter.knowledge.canonical(of.name) if isinstance(of, External) else ""
        if cls in known:
            return Caught(body, handler.name or "", known[cls])
    return CLEAN
