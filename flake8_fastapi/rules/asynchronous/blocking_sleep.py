"""FAPI101: a sleep that stops every request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rules.asynchronous.base import BlockingCallRule

if TYPE_CHECKING:
    from flake8_fastapi.fixes.draft import Draft
    from flake8_fastapi.model.nodes import BlockingCall


class BlockingSleep(BlockingCallRule):
    """``time.sleep`` in a coroutine stops the event loop, not only this request.

    Why: the event loop runs all coroutines of the process in one thread. While it sleeps, no
    other request is answered and no time-out fires: ten requests that sleep 0.3 seconds each
    take three seconds together.

    Cure: ``await asyncio.sleep(...)``.

    Exempt: plain ``def`` functions, which FastAPI runs in its threadpool; callables handed to
    ``run_in_threadpool``, ``asyncio.to_thread`` and the like; start-up code and tests.

    Cannot see: calls on objects whose type cannot be inferred, and code that picks a
    function by a name at run time.

    Source: the guide, "2. Async/Sync Boundary Management" and "Common Anti-Patterns".
    """

    code = "FAPI101"
    name = "blocking-sleep"
    categories = frozenset({"sleep", "brief-sleep"})
    fix = "safe"

    def cure(self, call: BlockingCall, draft: Draft) -> str:
        """Turn ``time.sleep(...)`` into ``await asyncio.sleep(...)``."""
        sleep = draft.call_at(call, "time.sleep")
        draft.demand_imported(sleep.func)
        draft.insert_await(sleep)
        draft.replace(sleep.func, draft.name_for("asyncio.sleep", at=sleep, style="module"))
        return "Await asyncio.sleep() instead"
