"""What keeps the exceptions that a request throws in at a ``yield``."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.framework_names import CATCH_ALL, HTTP_EXCEPTIONS
from flake8_fastapi.model.tree_walk import SCOPES, children
from flake8_fastapi.model.types import NEVER, Coroutine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.module import Module


def swallowing(
    module: Module, node: ast.expr, function: ast.AST
) -> ast.ExceptHandler | ast.expr | ast.Return | None:
    """The handler, ``suppress`` or ``return`` that keeps an ``HTTPException`` raised at a ``yield``."""
    child: ast.AST = node
    for above in module.index.ancestors(node):
        if above is function:
            return None
        if isinstance(above, (ast.Try, ast.TryStar)):
            if child in above.body:
                handler = first_catching(module, above)
                if handler is not None and _goes_on(module, handler):
                    return handler
            jump = next((each for each in _own_nodes(above.finalbody) if isinstance(each, ast.Return)), None)
            if jump is not None and child not in above.finalbody:
                return jump
        elif isinstance(above, (ast.With, ast.AsyncWith)) and child in above.body:
            for item in above.items:
                if _suppresses(module, item.context_expr):
                    return item.context_expr
        child = above
    return None


def first_catching(module: Module, statement: ast.Try | ast.TryStar) -> ast.ExceptHandler | None:
    """The handler of a ``try`` that an ``HTTPException`` comes to; None for none."""
    return next((each for each in statement.handlers if is_broad(module, each)), None)


def is_broad(module: Module, handler: ast.ExceptHandler) -> bool:
    """Whether a handler catches an ``HTTPException``, unless one before it does."""
    return handler.type is None or _catches(module, handler.type)


def _catches(module: Module, caught: ast.expr) -> bool:
    names = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(_class_named(module, each) in CATCH_ALL | HTTP_EXCEPTIONS for each in names)


def _class_named(module: Module, node: ast.expr) -> str:
    """The dotted name of a class that an ``except`` names, which no evaluation looks at."""
    of = module.project.interpreter.module_scope(module).reference(node)
    return module.observation.name_of(of) or module.observation.refers_to(node)


def _goes_on(module: Module, handler: ast.ExceptHandler) -> bool:
    """Whether a handler neither raises nor yields, nor calls what never comes back."""
    for each in _own_nodes(handler.body):
        if isinstance(each, (ast.Raise, ast.Yield, ast.YieldFrom)):
            return False
        if isinstance(each, ast.Call):
            of = module.observation.type_of(each)
            if of is NEVER or (isinstance(of, Coroutine) and of.result is NEVER):
                return False
    return True


def _suppresses(module: Module, node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call)
        and module.observation.called(node) == "contextlib.suppress"
        and any(_catches(module, each) for each in node.args)
    )


def _own_nodes(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """All nodes of some statements, without those of functions and classes in them."""
    pending: list[ast.AST] = list(body)
    while pending:
        each = pending.pop(0)
        if not isinstance(each, SCOPES):
            yield each
            pending.extend(children(each))
