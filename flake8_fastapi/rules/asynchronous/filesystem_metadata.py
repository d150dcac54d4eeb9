"""FAPI110: a file-system look-up on the event loop."""

from __future__ import annotations

from flake8_fastapi.rules.asynchronous.base import BlockingCallRule


class FilesystemMetadata(BlockingCallRule):
    """A coroutine asks the file system something small: whether a path exists, its size, the
    entries of a directory; or makes or removes one.

    Why: on a local disk this takes microseconds, on a network file system it can take
    seconds. Turn the rule on when your files are there.

    Cure: a plain ``def``, ``anyio.Path``, or ``await run_in_threadpool(...)``.

    Exempt: plain ``def`` functions, which FastAPI runs in its threadpool; callables handed to
    ``run_in_threadpool``, ``asyncio.to_thread`` and the like; start-up code and tests.

    Cannot see: paths whose type cannot be inferred; look-ups in functions that the coroutine
    calls, which are too cheap to chase.

    Source: beyond the guide, whose own upload example calls ``os.path.exists`` in a coroutine.
    """

    code = "FAPI110"
    name = "filesystem-metadata"
    categories = frozenset({"metadata"})
    opt_in = True
