"""FAPI010: client per request."""

from __future__ import annotations

from flake8_fastapi.rules.request_path.base import SERVING, MadePerRequestRule


class ClientPerRequest(MadePerRequestRule):
    """A path operation, dependency or middleware builds a client that owns a connection pool.

    Why: building ``httpx.AsyncClient()`` reads certificates and takes 50 ms in which the event
    loop serves nobody; the new pool has no open connection, so each request pays for a new
    handshake.

    Cure: build the client once in the lifespan (``app.state.client``), or in a function under
    ``functools.cache``, and close it at shutdown.

    Exempt: functions that remember what they made, start-up code, scripts and tests; clients that are
    given a transport, connector or pool (which is reported itself where each request makes one).

    Cannot see: clients of libraries that the table does not list, and those more than four calls away.

    Source: measured on httpx; the guide, "2. Async/Sync Boundary Management".
    """

    code = "FAPI010"
    name = "client-per-request"
    message = (
        "{name} builds a new client for each request in {function}(){chain_text}; "
        "build it once in the lifespan and reuse its connections"
    )
    guide = "1. Dependency Injection Architecture"
    gate = (
        *SERVING,
        "Client",
        "Session",
        "redis",
        "client",
        "Elasticsearch",
        "OpenAI",
        "Anthropic",
        "connect",
    )
    kind = "client"
