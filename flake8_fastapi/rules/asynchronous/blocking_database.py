"""FAPI103: a synchronous database driver on the event loop."""

from __future__ import annotations

from flake8_fastapi.rules.asynchronous.base import BlockingCallRule


class BlockingDatabase(BlockingCallRule):
    """A coroutine talks to a database through a synchronous driver.

    Why: each query holds up all other requests of the process for as long as the database
    takes.

    Cure: make the path operation a plain ``def`` when it awaits nothing, use the driver's
    async API or an async driver, or ``await run_in_threadpool(...)``.

    Exempt: plain ``def`` functions, which FastAPI runs in its threadpool; callables handed to
    ``run_in_threadpool``, ``asyncio.to_thread`` and the like; start-up code and tests.

    Cannot see: calls on objects whose type cannot be inferred, and code that picks a
    function by a name at run time.

    Source: the guide, "2. Async/Sync Boundary Management" and "Common Anti-Patterns".
    """

    code = "FAPI103"
    name = "blocking-database"
    fix = "unsafe"
    categories = frozenset({"database"})
