"""FAPI001: cleanup after a dependency's ``yield`` that an exception skips."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.model.tree_index import FUNCTIONS
from flake8_fastapi.model.types import Instance
from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.dependencies.base import GUIDE_SECTION

if TYPE_CHECKING:
    from flake8_fastapi.fixes.draft import Draft
    from flake8_fastapi.model.resources.unprotected import UnprotectedYield


class UnprotectedYieldCleanup(Rule):
    """A dependency opens something, yields, and an exception leaves it open.

    Why: FastAPI throws the exception of the path operation, also an ``HTTPException``, into the
    dependency at its ``yield``. What stands behind the ``yield`` without ``finally`` is then skipped,
    so each failed request keeps a connection, and soon the pool is empty.

    Cure: ``try: yield db`` with ``finally: db.close()``, or ``with SessionLocal() as db: yield db``.

    Exempt: ``with``, ``async with``, ``closing`` and exit stacks around the ``yield``; pools and
    engines; streaming generators; fixtures, into which pytest throws nothing.

    Cannot see: things of unknown type that the function opens and never closes.

    Source: the guide says that ``yield`` ensures cleanup on success and on exceptions. It does not:
    only ``finally`` or ``with`` around it does.
    """

    code = "FAPI001"
    name = "unprotected-yield-cleanup"
    message = (
        "an exception at this yield leaves {names} open{never}: put the cleanup into `finally` or use `with`"
    )
    guide = GUIDE_SECTION
    gate = ("yield",)
    fix = "safe"

    def visit_UnprotectedYield(self, found: UnprotectedYield) -> None:
        """Report the ``yield`` of a dependency or context manager."""
        never = ", as every other way out of it" if found.is_never_closed else ""
        self.report(found, names=" and ".join(found.names), never=never, fix=partial(self._protect, found))

    def _protect(self, found: UnprotectedYield, draft: Draft) -> str:
        index = self.module.index
        function = index.function_around(found.node)
        statement = index.statement_of(found.node)
        if function is None or statement is None:
            raise draft.refusal("the yield stands in no function")
        if any(isinstance(each, (ast.With, ast.AsyncWith)) and _names(each, found)
               for each in index.ancestors(found.node)):  # fmt: skip
            raise draft.refusal("the with around it still needs what would be closed")
        if found.is_never_closed:
            draft.wrap_in_try_with(function, [statement], [self._closing(found, draft)])
            return f"Close {found.names[0]} in finally"
        cleanup = self._cleanup_behind(statement, found)
        if cleanup is None:
            raise draft.refusal("the cleanup is not a block of its own")
        draft.wrap_in_try(function, *cleanup)
        return "Put the cleanup into finally"

    def _cleanup_behind(
        self, statement: ast.stmt, found: UnprotectedYield
    ) -> tuple[list[ast.stmt], list[ast.stmt]] | None:
        """The statements to protect, and behind them in the same block those that clean up."""
        around: ast.AST | None = statement
        while around is not None and not isinstance(around, FUNCTIONS):
            parent = self.module.index.parent(around)
            for field in ("body", "orelse", "finalbody"):
                block = getattr(parent, field, None)
                if isinstance(block, list) and around in block:
                    at = block.index(around)
                    closes = [each for each in block[at + 1 :] if _closes(each, found)]
                    if closes:
                        first = block.index(closes[0])
                        final = block[first:]
                        return (block[at:first], final) if all(map(_is_cleanup, final)) else None
            around = parent
        return None

    def _closing(self, found: UnprotectedYield, draft: Draft) -> str:
        """The call that closes what is never closed."""
        given = found.node.value if isinstance(found.node, ast.Yield) else None
        if len(found.names) != 1 or not isinstance(given, ast.Name) or given.id != found.names[0]:
            raise draft.refusal("what is opened is not what is yielded")
        of = self.module.observation.type_of(given)
        name = of.cls if isinstance(of, Instance) else ""
        facts = self.module.project.knowledge.method(name, "close") if isinstance(name, str) else None
        if facts is None or "close" not in found.closing_methods:
            raise draft.refusal("it is not known how to close it")
        if facts.coroutine and not isinstance(self.module.index.function_around(given), ast.AsyncFunctionDef):
            raise draft.refusal("only a coroutine can close it")
        return f"{'await ' if facts.coroutine else ''}{given.id}.close()"


def _names(statement: ast.With | ast.AsyncWith, found: UnprotectedYield) -> bool:
    """Whether a ``with`` gives its object one of the names that stay open."""
    targets = (each.optional_vars for each in statement.items)
    return any(isinstance(each, ast.Name) and each.id in found.names for each in targets)


def _closes(statement: ast.stmt, found: UnprotectedYield) -> bool:
    call = _called(statement)
    function = call.func if call is not None else None
    return (
        isinstance(function, ast.Attribute)
        and function.attr in found.closing_methods
        and ast.unparse(function.value) in found.names
    )


def _called(statement: ast.stmt) -> ast.Call | None:
    """The call that a statement is, awaited or not."""
    value = statement.value if isinstance(statement, ast.Expr) else None
    value = value.value if isinstance(value, ast.Await) else value
    return value if isinstance(value, ast.Call) else None


def _is_cleanup(statement: ast.stmt) -> bool:
    """Whether a statement may run after an exception too: a call, but none that commits."""
    call = _called(statement)
    return call is not None and not ast.unparse(call.func).endswith(".commit")
