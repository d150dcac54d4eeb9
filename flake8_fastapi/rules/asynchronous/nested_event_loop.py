"""FAPI112: an event loop started on a running one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.asynchronous.base import (
    COROUTINES,
    GUIDE_SECTION,
    calls_of,
    written_as_call,
)

if TYPE_CHECKING:
    from flake8_fastapi.model.nodes import BlockingCall


class NestedEventLoop(Rule):
    """A coroutine starts an event loop: ``asyncio.run``, ``run_until_complete``, ``anyio.run``.

    Why: a loop is already running in this thread, so it is a ``RuntimeError`` and the
    request fails.

    Cure: ``await`` the coroutine.

    Exempt: plain ``def`` functions, which run in a thread without a loop; functions that
    ask first whether a loop is running.

    Cannot see: loops started by functions whose callee cannot be resolved.

    Source: beyond the guide; the error is shown by this rule's proof.
    """

    code = "FAPI112"
    name = "nested-event-loop"
    message = "{name} starts an event loop on the running one{calls}, a RuntimeError: await the coroutine"
    guide = GUIDE_SECTION
    gate = COROUTINES

    def visit_BlockingCall(self, call: BlockingCall) -> None:
        """Report a loop that is started, also behind other functions."""
        if call.effect.category == "nested-loop":
            self.report(
                call,
                chain=call.effect.chain,
                name=written_as_call(call.effect.name),
                calls=calls_of(call),
            )
