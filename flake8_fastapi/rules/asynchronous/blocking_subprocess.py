"""FAPI106: waiting for another program on the event loop."""

from __future__ import annotations

from flake8_fastapi.rules.asynchronous.base import BlockingCallRule


class BlockingSubprocess(BlockingCallRule):
    """A coroutine starts another program, or waits for one, synchronously.

    Why: until the program ends, no other request is answered.

    Cure: ``asyncio.create_subprocess_exec``, a plain ``def``, or
    ``await run_in_threadpool(...)``.

    Exempt: plain ``def`` functions, which FastAPI runs in its threadpool; callables handed to
    ``run_in_threadpool``, ``asyncio.to_thread`` and the like; start-up code and tests.

    Cannot see: calls on objects whose type cannot be inferred, and code that picks a
    function by a name at run time.

    Source: the guide, "2. Async/Sync Boundary Management" and "Common Anti-Patterns".
    """

    code = "FAPI106"
    name = "blocking-subprocess"
    fix = "unsafe"
    categories = frozenset({"subprocess"})
