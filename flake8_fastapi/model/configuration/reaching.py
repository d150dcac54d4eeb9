"""Which assignments to a local name may hold at one point of a block of statements."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from flake8_fastapi.model.definitions import imported_by
from flake8_fastapi.model.tree_walk import SCOPES, children

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flake8_fastapi.model.definitions import ImportBinding

GROWING = {"append": "member", "add": "member", "insert": "member", "extend": "members", "update": "members"}
"""Methods that put their last argument, or what is in it, into a list or set."""

LEAVING = (ast.Return, ast.Raise, ast.Continue, ast.Break)


@dataclass(frozen=True, slots=True)
class Assigned:
    """What a statement makes of a name; without ``value`` it is something that cannot be told.

    ``kind`` tells a new value from what is added to a list that the name stands for already;
    ``imported`` is what an import statement binds the name to.
    """

    value: ast.expr | None
    kind: Literal["value", "member", "members"] = "value"
    imported: ImportBinding | None = None


State = tuple[Assigned, ...] | None
"""What a name may stand for; None where the code does not go on."""


class Reaching:
    """Follows one name through the statements of a function or module, up to its use."""

    def __init__(self, name: str, use: ast.expr | ast.stmt | None) -> None:
        self.name = name
        self.place = (use.lineno, use.col_offset) if use is not None else (10**9, 0)
        self._found: tuple[Assigned, ...] | None = None

    def through(self, body: Sequence[ast.stmt], before: tuple[Assigned, ...]) -> tuple[Assigned, ...]:
        """What the name may stand for where it is used, or else at the end of the block."""
        after = self._block(body, before)
        if self._found is not None:
            return self._found
        return after or ()

    def _block(self, body: Sequence[ast.stmt], state: State) -> State:
        for statement in body:
            if state is None or self._found is not None:
                return state
            if self._holds_use(statement) and not self._is_compound(statement):
                self._found = state
                return state
            state = self._statement(statement, state)
        return state

    def _holds_use(self, statement: ast.stmt) -> bool:
        start = (statement.lineno, statement.col_offset)
        end = (statement.end_lineno or statement.lineno, statement.end_col_offset or 0)
        return start <= self.place < end

    @staticmethod
    def _is_compound(statement: ast.stmt) -> bool:
        return hasattr(statement, "body") and not isinstance(statement, SCOPES)

    def _statement(self, statement: ast.stmt, state: tuple[Assigned, ...]) -> State:
        if isinstance(statement, LEAVING):
            return None
        if isinstance(statement, ast.If):
            if self._is_in(statement.test):
                self._found = state
            return self._joined(self._block(statement.body, state), self._block(statement.orelse, state))
        if isinstance(statement, (ast.For, ast.AsyncFor, ast.While)):
            return self._loop(statement, state)
        if isinstance(statement, ast.Try) or type(statement).__name__ == "TryStar":
            return self._try(statement, state)  # type: ignore[arg-type]
        if isinstance(statement, (ast.With, ast.AsyncWith)):
            if any(self._is_in(item.context_expr) for item in statement.items):
                self._found = state
            if any(self._binds(item.optional_vars) for item in statement.items if item.optional_vars):
                state = (Assigned(None),)
            return self._block(statement.body, state)
        if isinstance(statement, ast.Match):
            branches = [self._block(case.body, state) for case in statement.cases]
            return self._joined(state, *branches)
        return self._simple(statement, state)

    def _loop(self, statement: ast.For | ast.AsyncFor | ast.While, state: tuple[Assigned, ...]) -> State:
        header = statement.test if isinstance(statement, ast.While) else statement.iter
        if self._is_in(header):
            self._found = state
        if not isinstance(statement, ast.While) and self._binds(statement.target):
            state = (Assigned(None),)
        once = self._block(statement.body, state)
        return self._block(statement.orelse, self._joined(state, once) or ())

    def _try(self, statement: ast.Try, state: tuple[Assigned, ...]) -> State:
        tried = self._block(statement.body, state)
        failed = self._joined(state, tried)
        branches = [self._block(handler.body, failed) for handler in statement.handlers]
        after = self._joined(self._block(statement.orelse, tried) if tried is not None else None, *branches)
        if statement.finalbody:
            last = self._block(statement.finalbody, after if after is not None else failed)
            return last if after is not None else None
        return after

    def _simple(self, statement: ast.stmt, state: tuple[Assigned, ...]) -> State:
        if isinstance(statement, ast.Assign):
            for target in statement.targets:
                if isinstance(target, ast.Name) and target.id == self.name:
                    return (Assigned(statement.value),)
                if self._binds(target):
                    return (Assigned(None),)
        elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
            if self._binds(statement.target):
                return (Assigned(statement.value),)
        elif isinstance(statement, ast.AugAssign) and self._binds(statement.target):
            if isinstance(statement.op, (ast.Add, ast.BitOr)):
                return (*state, Assigned(statement.value, "members"))
            return (Assigned(None),)
        elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
            return self._grown(statement.value, state)
        elif isinstance(statement, SCOPES) and getattr(statement, "name", "") == self.name:
            return (Assigned(None),)
        elif isinstance(statement, (ast.Import, ast.ImportFrom)):
            binding = dict(imported_by(statement)).get(self.name)
            return (Assigned(None, imported=binding),) if binding is not None else state
        return state

    def _grown(self, call: ast.Call, state: tuple[Assigned, ...]) -> State:
        function = call.func
        if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
            if function.value.id == self.name and function.attr in GROWING and call.args:
                kind = "member" if GROWING[function.attr] == "member" else "members"
                return (*state, Assigned(call.args[-1], kind))  # type: ignore[arg-type]
        return state

    def _binds(self, target: ast.expr) -> bool:
        if isinstance(target, ast.Name):
            return target.id == self.name
        if isinstance(target, ast.Starred):
            return self._binds(target.value)
        return isinstance(target, (ast.Tuple, ast.List)) and any(self._binds(each) for each in target.elts)

    def _is_in(self, node: ast.expr) -> bool:
        start = (node.lineno, node.col_offset)
        return start <= self.place < (node.end_lineno or node.lineno, node.end_col_offset or 0)

    @staticmethod
    def _joined(*states: State) -> State:
        going = [state for state in states if state is not None]
        if not going:
            return None
        return tuple(dict.fromkeys(each for state in going for each in state))


def assigns(function: ast.AST, name: str) -> bool:
    """Whether a function's own body binds a name, so that it is local there."""
    return name in _names_bound(function)


@lru_cache(maxsize=32)
def _names_bound(function: ast.AST) -> frozenset[str]:
    pending: list[ast.AST] = children(function)
    found: set[str] = set()
    outside: set[str] = set()
    while pending:
        each = pending.pop()
        if isinstance(each, ast.Name):
            if not isinstance(each.ctx, ast.Load):
                found.add(each.id)
        elif isinstance(each, ast.Global):
            outside.update(each.names)
        elif isinstance(each, (ast.Import, ast.ImportFrom)):
            found.update(alias.asname or alias.name for alias in each.names)
        elif isinstance(each, SCOPES):
            found.add(getattr(each, "name", ""))
        else:
            pending += children(each)
    return frozenset(found - outside)
