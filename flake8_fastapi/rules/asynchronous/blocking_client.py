"""FAPI107: a synchronous client of a service on the event loop."""

from __future__ import annotations

from flake8_fastapi.rules.asynchronous.base import BlockingCallRule


class BlockingClient(BlockingCallRule):
    """A coroutine calls another service through a synchronous client: cloud SDKs, mail servers,
    message queues, payment and model providers. Publishing a Celery task is such a call.

    Why: the event loop waits for the network. With a broker that does not answer,
    ``task.delay()`` stops the whole server for many seconds.

    Cure: make the path operation a plain ``def`` when it awaits nothing, use the client's
    async API, or ``await run_in_threadpool(...)``.

    Exempt: what works locally, such as ``generate_presigned_url``; clients that queue in the
    background; callables handed to a thread; start-up code and tests.

    Cannot see: calls on objects whose type cannot be inferred, and code that picks a
    function by a name at run time.

    Source: the guide, "2. Async/Sync Boundary Management"; its Celery example calls
    ``delay`` in an ``async def``, which this rule reports.
    """

    code = "FAPI107"
    name = "blocking-client"
    fix = "unsafe"
    categories = frozenset({"client"})
