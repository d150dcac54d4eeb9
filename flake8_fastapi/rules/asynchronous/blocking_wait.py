"""FAPI111: waiting for another thread or process on the event loop."""

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


class BlockingWait(Rule):
    """A coroutine waits for a thread, a process, a queue, a lock or a task result.

    Why: the event loop waits too. When what it waits for needs the loop to go on, the
    application stands still for good.

    Cure: ``await asyncio.wrap_future(future)``, ``await asyncio.to_thread(...)``, or the
    asyncio class of the same name (``asyncio.Queue``, ``asyncio.Lock``, ``asyncio.Event``).

    Exempt: ``asyncio`` objects, ``get_nowait``, ``acquire(blocking=False)``; a
    ``with lock:`` that is held for a few instructions only, here and by the other functions
    of its class or file; locks in functions that the coroutine calls, and in coroutines called
    ``close``, ``shutdown`` and the like that no client asks for; plain ``def`` functions,
    start-up code and tests.

    Cannot see: how long other files hold a lock.

    Source: the guide, "2. Async/Sync Boundary Management".
    """

    code = "FAPI111"
    name = "blocking-wait"
    message = "{name} makes the event loop wait in async def {function}{calls}: use {cure}"
    guide = GUIDE_SECTION
    gate = COROUTINES

    def visit_BlockingCall(self, call: BlockingCall) -> None:
        """Report waiting, also behind other functions."""
        effect = call.effect
        if effect.category in ("wait", "lock"):
            self.report(
                call,
                chain=effect.chain,
                name=written_as_call(effect.operation if not effect.chain else effect.name),
                function=call.function.label,
                calls=calls_of(call),
                cure=effect.cure or "asyncio.to_thread(...)",
            )
