"""FAPI105: file input and output on the event loop."""

from __future__ import annotations

from flake8_fastapi.rules.asynchronous.base import BlockingCallRule


class BlockingFileIo(BlockingCallRule):
    """A coroutine opens, reads, writes or copies a file synchronously.

    Why: a read of a small file on a local disk takes little; on a network share, a full disk
    or with an upload of hundreds of megabytes the event loop stands still.

    Cure: make the path operation a plain ``def`` when it awaits nothing (FastAPI runs it in
    a thread), or use ``aiofiles`` or ``anyio.Path``, or ``await run_in_threadpool(...)``.
    An asynchronous file library is not faster than a plain ``def``; it uses threads too.

    Exempt: plain ``def`` functions, which FastAPI runs in its threadpool; callables handed to
    ``run_in_threadpool``, ``asyncio.to_thread`` and the like; start-up code and tests.

    Cannot see: file objects whose type cannot be inferred.

    Source: the guide, "4. File Upload Patterns" and "Performance Tips"; measured, the advice
    to prefer ``aiofiles`` over a plain ``def`` brings nothing, so both are cures here.
    """

    code = "FAPI105"
    name = "blocking-file-io"
    fix = "unsafe"
    categories = frozenset({"file"})
