"""FAPI109: a blocking call behind other functions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.asynchronous.base import (
    COROUTINES,
    GUIDE_SECTION,
    cure_of,
    take_call_off,
    written_as_call,
)

if TYPE_CHECKING:
    from flake8_fastapi.model.nodes import BlockingCall

ELSEWHERE = frozenset({"nested-loop", "wait", "lock", "metadata"})
"""Categories that have rules of their own for chains, or are too cheap to chase."""


class BlockingCallChain(Rule):
    """A coroutine calls a function that blocks, itself or through others, in any file.

    Why: the event loop does not care how deep the blocking call is. This is how most
    blocking gets into real applications: the handler is ``async def``, the session or the
    ``requests.get`` three modules away.

    Cure: make the path operation a plain ``def`` when it awaits nothing, or
    ``await run_in_threadpool(function, ...)`` at the reported call, or make the functions
    in between async and use the library's async API.

    Exempt: functions handed to a thread instead of called; memoised functions without
    parameters, which block once; start-up code and tests; file-system look-ups and short
    locks behind a call.

    Cannot see: functions picked by a name at run time, and objects whose type cannot be
    inferred from annotations, constructors, factories, dependencies or assignments.

    Source: the guide, "2. Async/Sync Boundary Management".
    """

    code = "FAPI109"
    name = "blocking-call-chain"
    message = "{name} blocks the event loop: {calls}; {cure}"
    guide = GUIDE_SECTION
    gate = COROUTINES
    fix = "unsafe"

    def visit_BlockingCall(self, call: BlockingCall) -> None:
        """Report a call whose chain leads to a blocking call of a library."""
        effect = call.effect
        if effect.chain and effect.category not in ELSEWHERE:
            self.report(
                call,
                chain=effect.chain,
                calls=" -> ".join(str(step) for step in effect.chain),
                name=written_as_call(effect.name),
                cure=cure_of(call),
                fix=partial(take_call_off, self.module, call),
            )
