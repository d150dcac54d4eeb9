"""FAPI101: a sleep that stops every request."""

from __future__ import annotations

from flake8_fastapi.rules.asynchronous.base import BlockingCallRule


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
    categories = frozenset({"sleep"})
