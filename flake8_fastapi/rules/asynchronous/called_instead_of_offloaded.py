"""FAPI113: a function called where it should have been handed to a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.asynchronous.base import COROUTINES, GUIDE_SECTION
from flake8_fastapi.rules.background.base import ADDING

if TYPE_CHECKING:
    from flake8_fastapi.model.nodes import Misuse


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

    def visit_Misuse(self, misuse: Misuse) -> None:
        """Report a callee that ran too early, or one that never runs."""
        if misuse.user in ADDING:
            return  # FAPI402
        if misuse.kind == "called-instead-of-offloaded":
            self.report(
                misuse,
                problem=f"{misuse.name}() runs on the event loop before {misuse.user}() gets its "
                f"result: pass {misuse.name} and its arguments instead",
            )
        elif misuse.kind == "offloaded-coroutine":
            self.report(
                misuse,
                problem=f"{misuse.user}() never runs the coroutine function {misuse.name}: "
                f"await {misuse.name}(...) instead",
            )
