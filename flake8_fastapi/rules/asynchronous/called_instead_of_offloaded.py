"""FAPI113: a function called where it should have been handed to a thread."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.model.types import Coroutine
from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.asynchronous.base import COROUTINES, GUIDE_SECTION
from flake8_fastapi.rules.background.base import ADDING

if TYPE_CHECKING:
    from flake8_fastapi.fixes.draft import Draft
    from flake8_fastapi.model.nodes import Misuse

TAKING_KEYWORDS = frozenset({"run_in_threadpool", "to_thread", "submit"})
"""The functions that hand keyword arguments on to the one that they run."""


class CalledInsteadOfOffloaded(Rule):
    """``run_in_threadpool(f())`` runs ``f`` on the event loop and hands over its result.

    A coroutine function given to a thread is the same mistake the other way round: the
    thread makes the coroutine and nobody runs it.

    Why: the blocking call that was to leave the loop stays on it, and the thread fails to
    call what it got; or nothing happens at all.

    Cure: pass the function and its arguments: ``run_in_threadpool(f, x)``; await a
    coroutine function without a thread.

    Exempt: calls that return a function (factories, ``functools.partial``);
    ``BackgroundTasks``, which take coroutine functions too.

    Cannot see: whether an unresolved call returns a function; then it stays silent.

    Source: the guide, "2. Async/Sync Boundary Management".
    """

    code = "FAPI113"
    name = "called-instead-of-offloaded"
    message = "{problem}"
    guide = GUIDE_SECTION
    gate = COROUTINES
    fix = "safe"

    def visit_Misuse(self, misuse: Misuse) -> None:
        """Report a callee that ran too early, or one that never runs."""
        if misuse.user in ADDING:
            return  # FAPI402
        if misuse.kind == "called-instead-of-offloaded":
            self.report(
                misuse,
                problem=f"{misuse.name}() runs on the event loop before {misuse.user}() gets its "
                f"result: pass {misuse.name} and its arguments instead",
                fix=partial(self._pass_function, misuse),
            )
        elif misuse.kind == "offloaded-coroutine":
            self.report(
                misuse,
                problem=f"{misuse.user}() never runs the coroutine function {misuse.name}: "
                f"await {misuse.name}(...) instead",
                fix=partial(self._await_directly, misuse),
            )

    def _pass_function(self, misuse: Misuse, draft: Draft) -> str:
        for outer in draft.calls_at(misuse):
            called = outer.args[-1] if outer.args else None
            if not isinstance(called, ast.Call) or ast.unparse(called.func) != misuse.name:
                continue
            if isinstance(self.module.observation.type_of(called), Coroutine):
                if not isinstance(self.module.index.parent(outer), ast.Await):
                    break
                draft.keep_only(called, outer)
                return f"Await {misuse.name}() itself"
            if called.keywords and misuse.user not in TAKING_KEYWORDS:
                draft.make_partial(called, draft.name_for("functools.partial", at=called))
            else:
                draft.spread_call(called)
            return f"Pass {misuse.name} and its arguments"
        raise draft.refusal("it is not the last argument")

    def _await_directly(self, misuse: Misuse, draft: Draft) -> str:
        for outer in draft.calls_at(misuse):
            if not isinstance(self.module.index.parent(outer), ast.Await):
                continue
            if outer.keywords and misuse.user not in TAKING_KEYWORDS:
                continue
            for each in outer.args:
                if isinstance(each, (ast.Name, ast.Attribute)) and ast.unparse(each) == misuse.name:
                    draft.call_directly(each, outer)
                    return f"Await {misuse.name}() itself"
        raise draft.refusal("the call is not awaited, or gives the function in another way")
