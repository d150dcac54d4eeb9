"""FAPI104: a synchronous SQLAlchemy session on the event loop."""

from __future__ import annotations

from flake8_fastapi.rules.asynchronous.base import BlockingCallRule


class SyncSession(BlockingCallRule):
    """A coroutine runs a query or a commit on a synchronous SQLAlchemy or SQLModel session.

    Why: a session does its I/O in the calling thread, here the event loop's. A dependency
    that yields a ``Session`` suits plain ``def`` path operations; in an ``async def`` every
    query stops all other requests.

    Cure: make the path operation a plain ``def`` when it awaits nothing, use
    ``AsyncSession``, or ``await run_in_threadpool(...)``.

    Exempt: ``AsyncSession`` and ``run_sync``; building statements, ``Session.add``, opening
    and closing a session; plain ``def`` functions, start-up code and tests.

    Cannot see: sessions whose type neither an annotation, a dependency nor an assignment
    tells; lazy loading of attributes.

    Source: the guide, "2. Async/Sync Boundary Management" and its rows on connections.
    """

    code = "FAPI104"
    name = "sync-session"
    fix = "unsafe"
    categories = frozenset({"session"})
