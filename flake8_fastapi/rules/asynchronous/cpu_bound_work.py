"""FAPI108: heavy computation on the event loop."""

from __future__ import annotations

from flake8_fastapi.rules.asynchronous.base import BlockingCallRule


class CpuBoundWork(BlockingCallRule):
    """A coroutine computes for long: password hashing, image and document work, data frames,
    model loading and inference.

    Why: no ``await``, no switch: all other requests wait until the computation is done.

    Cure: a process pool or a task queue. A thread (``run_in_threadpool``, or a plain
    ``def``) keeps the event loop alive only where the library releases the interpreter lock,
    as bcrypt and many C libraries do; for pure Python it brings little.

    Exempt: plain ``def`` functions, which FastAPI runs in its threadpool; callables handed to
    ``run_in_threadpool``, ``asyncio.to_thread`` and the like; start-up code and tests.

    Cannot see: calls on objects whose type cannot be inferred, and code that picks a
    function by a name at run time.

    Source: the guide, "2. Async/Sync Boundary Management". Its decision table names
    ``run_in_threadpool`` for CPU-bound work; measured, threads leave the loop lagging by
    tens of milliseconds, so this page names processes first.
    """

    code = "FAPI108"
    name = "cpu-bound-work"
    fix = "unsafe"
    categories = frozenset({"cpu"})
