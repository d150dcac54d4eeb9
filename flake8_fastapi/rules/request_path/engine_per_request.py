"""FAPI009: engine per request."""

from __future__ import annotations

from flake8_fastapi.rules.request_path.base import SERVING, MadePerRequestRule


class EnginePerRequest(MadePerRequestRule):
    """A path operation, dependency or middleware makes an engine, a sessionmaker or a connection pool.

    Why: every engine has a pool of its own. Fifty requests leave fifty connections at the
    server that nobody closes, and each request pays for the first connect.

    Cure: make it once: at module level, in the lifespan, or in a function under
    ``functools.cache``, and let the dependency hand out sessions of it.

    Exempt: functions that remember what they made (``cache``, ``lru_cache``, a global that is
    filled once), start-up code and tests.

    Cannot see: engines made by functions that are picked at run time, or more than four calls away.

    Source: the guide, "1. Dependency Injection Architecture" and its anti-patterns.
    """

    code = "FAPI009"
    name = "engine-per-request"
    message = (
        "{name} makes a new engine or pool for each request in {function}(){chain_text}; "
        "make it once, at start-up or in a cached function"
    )
    guide = "1. Dependency Injection Architecture"
    gate = (
        *SERVING,
        "create_engine",
        "create_async_engine",
        "create_pool",
        "sessionmaker",
        "scoped_session",
        "Pool(",
    )
    kind = "engine"
