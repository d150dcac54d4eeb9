"""Statements with blocks: loops, ``with`` and ``try``; see ``conditionals.py`` for branches."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from flake8_fastapi.model import iteration
from flake8_fastapi.model.branches import choice_of_items
from flake8_fastapi.model.conditionals import Conditionals, Env, join
from flake8_fastapi.model.effects import Effect
from flake8_fastapi.model.look_ups import catches_missing_key
from flake8_fastapi.model.narrowing import Narrowing, truth
from flake8_fastapi.model.scope import path_of
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.types import UNKNOWN, External, Origin, Type

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flake8_fastapi.model.definitions import FunctionDefinition

RELEASING = frozenset({"Condition.wait", "Condition.wait_for"})
"""What waits without holding the lock that it stands in."""

CLOCKS = frozenset({"time.time", "time.monotonic", "time.perf_counter", "time.time_ns"})


class Blocks(Conditionals):
    """Runs all statements that have blocks. Methods tell whether control goes on behind the statement."""

    def _loop(self, node: ast.For | ast.AsyncFor) -> bool:
        known = len(self.effects)
        source = self.evaluate(node.iter)
        is_async = isinstance(node, ast.AsyncFor)
        if is_async:
            self.awaits()
            source = self._as_async(node.iter, source, known)
        item = iteration.item_of_loop(self.as_evaluation(), node.iter, source, is_async)
        before = self.env
        self.env = dict(before)
        self.assign(node.target, item)
        outer = self.choice, self.behind_loop
        self.choice, self.behind_loop = choice_of_items(node), self.following
        self.run(node.body)
        self.choice, self.behind_loop = outer
        self.env = join([before, self.env])
        self.run(node.orelse)
        return True

    def _while(self, node: ast.While) -> bool:
        self.blame_test(self.evaluate(node.test))
        decided = truth(self, node.test)
        if decided is False:
            return True
        before = self.env
        awaited, self.has_awaited = self.has_awaited, False
        self.env = {**before, **Narrowing(self).of(node.test)[0]}
        self.run(node.body)
        if not self.has_awaited:
            self._note_busy_loop(node)
        self.has_awaited = self.has_awaited or awaited
        self.env = join([before, self.env])
        self.env.update(Narrowing(self).of(node.test)[1])
        self.run(node.orelse)
        return decided is not True or _has_break(node.body)

    def _note_busy_loop(self, node: ast.While) -> None:
        """A loop that asks the clock again and again, and awaits nothing."""
        if any(isinstance(each, ast.Subscript) for each in walk(node.test)):
            return  # It goes on until a container has been worked off.
        for each in walk(node.test):
            if isinstance(each, ast.Call) and isinstance(each.func, (ast.Name, ast.Attribute)):
                of = self.reference(each.func)
                if isinstance(of, External) and of.name in CLOCKS:
                    name = f"a loop on {of.name}()"
                    cure = "await asyncio.sleep(...) in the loop"
                    self.emit(Effect(node.lineno, node.col_offset, "wait", name, name, cure))
                    return

    def _with(self, node: ast.With | ast.AsyncWith) -> bool:
        is_async = isinstance(node, ast.AsyncWith)
        if is_async:
            self.awaits()
        locks: list[Effect] = []
        for item in node.items:
            known = len(self.effects)
            of = self.evaluate(item.context_expr)
            if is_async:
                of = self._as_async(item.context_expr, of, known)
            known = len(self.effects)
            value = iteration.entered(self.as_evaluation(), item.context_expr, of, is_async)
            locks += [each for each in self.effects[known:] if each.category == "lock"]
            if item.optional_vars is not None:
                self.assign(item.optional_vars, value)
        awaited, self.has_awaited = self.has_awaited, False
        known = len(self.effects)
        self.behind_block = [*self.following, *self.behind]
        completes = self.run(node.body)
        path = path_of(node.items[0].context_expr)
        if locks and path is not None:
            if self.has_awaited or any(each.operation not in RELEASING for each in self.effects[known:]):
                self.slow_locks.add(path)
            else:
                # Held for a few instructions only: nobody waits long, unless others hold it longer.
                self.effects[:] = [
                    replace(each, category="brief-lock", operation=path) if each in locks else each
                    for each in self.effects
                ]
        self.has_awaited = self.has_awaited or awaited
        return completes or self._may_suppress(node)

    def _as_async(self, node: ast.expr, of: Type, known: int) -> Type:
        """What ``async with node`` enters: never what blocks, whatever types and annotations say."""
        blamed = [
            each for each in self.effects[known:]
            if (each.line, each.column) == (node.lineno, node.col_offset) and not each.chain
        ]  # fmt: skip
        if not blamed:
            return of
        self.effects[known:] = [each for each in self.effects[known:] if each not in blamed]
        return UNKNOWN

    @staticmethod
    def _may_suppress(node: ast.With | ast.AsyncWith) -> bool:
        """Whether a manager may swallow an exception (``suppress``) and let control go on."""
        return any(
            isinstance(item.context_expr, ast.Call)
            and (path_of(item.context_expr.func) or "").rpartition(".")[2] in ("suppress", "raises")
            for item in node.items
        )

    def _try(self, node: ast.Try) -> bool:
        before = dict(self.env)
        completes = self.run(node.body)
        after_body = self.env
        ends: list[Env] = []
        if completes and self.run(node.orelse):
            ends.append(self.env)
        self._note_look_up(node)
        for handler in node.handlers:
            self.env = join([before, after_body])
            if handler.name:
                self.env[handler.name] = UNKNOWN
            known = len(self.effects)
            self.branches += 1
            if self.run(handler.body):
                ends.append(self.env)
            self.branches -= 1
            self.on_error.update((each.line, each.column) for each in self.effects[known:])
        self.env = join(ends) if ends else join([before, after_body])
        finishes = self.run(node.finalbody)
        if not completes and not all(map(catches_missing_key, node.handlers)):
            # What follows `try: return x` happens only once that has failed.
            self.branches += 1
        return bool(ends) and finishes

    # What an evaluation adds; see ``Evaluation``.

    tasks_made: dict[tuple[int, int], str]
    """By line and column of the calls that make tasks: what they call."""
    tasks_kept: list[tuple[str, tuple[int, int]]]
    """The names of the function's own that are given such a task, with its place."""
    globals_written: list[tuple[str, Type]]
    items_put: list[tuple[str, Type]]
    """The paths of containers that outlive the function, those of its own object as ``.name``, with what
    is put into them."""
    attributes_written: list[tuple[str, Type]]
    state_written: list[tuple[str, Type]]
    objects_written: list[tuple[str, Type]]
    returned: list[Type]
    coroutines_kept: list[tuple[str, Origin]]
    """The names of its own that are given a coroutine which nobody has awaited yet."""
    on_error: set[tuple[int, int]]
    """The lines and columns of what happens in handlers of exceptions only."""
    slow_locks: set[str]
    """The paths of locks that it holds while it blocks or awaits."""
    has_awaited: bool

    def note_nested(self, definition: FunctionDefinition) -> None:
        """Note a function that is defined here."""
        raise NotImplementedError

    def note_returned(self, node: ast.expr, of: Type) -> None:
        """Note where a value is returned."""
        raise NotImplementedError


def _has_break(body: Sequence[ast.stmt]) -> bool:
    for statement in body:
        if isinstance(statement, ast.Break):
            return True
        if isinstance(statement, (ast.For, ast.AsyncFor, ast.While)):
            if _has_break(statement.orelse):
                return True
            continue
        for field in ("body", "orelse", "finalbody"):
            inner = getattr(statement, field, None)
            if isinstance(inner, list) and _has_break(inner):
                return True
        for handler in [*getattr(statement, "handlers", []), *getattr(statement, "cases", [])]:
            if _has_break(handler.body):
                return True
    return False
