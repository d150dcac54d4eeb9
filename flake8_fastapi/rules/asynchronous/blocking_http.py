"""FAPI102: a synchronous HTTP request on the event loop."""

from __future__ import annotations

from flake8_fastapi.rules.asynchronous.base import BlockingCallRule


class BlockingHttp(BlockingCallRule):
    """A coroutine makes an HTTP request with a synchronous client.

    Why: until the other server answers, this process answers nobody. When that server hangs,
    so does the whole application.

    Cure: make the path operation a plain ``def`` when it awaits nothing, use
    ``httpx.AsyncClient``, or ``await run_in_threadpool(...)``.

    Exempt: plain ``def`` functions, which FastAPI runs in its threadpool; callables handed to
    ``run_in_threadpool``, ``asyncio.to_thread`` and the like; start-up code and tests.

    Cannot see: calls on objects whose type cannot be inferred, and code that picks a
    function by a name at run time.

    Source: the guide, "2. Async/Sync Boundary Management" and "Common Anti-Patterns".
    """

    code = "FAPI102"
    name = "blocking-http"
    fix = "unsafe"
    categories = frozenset({"http"})
