"""FAPI008: one connection for all requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.resources.globals import GlobalConnection as Found


class GlobalConnection(Rule):
    """A module opens a session, connection or cursor when it is imported, and requests use it.

    So does an object that a module makes, where its constructor opens one and keeps it.

    Why: all requests share one transaction. One that fails poisons the others
    (``InFailedSqlTransaction``), one that commits commits their half-done work, SQLite and asyncpg
    refuse to be used by two at a time, and a connection that the server drops stays dropped.

    Cure: keep the engine, pool or ``sessionmaker`` at module level, and open a session or connection
    for each request in a dependency with ``yield``.

    Exempt: engines, ``sessionmaker``, ``scoped_session``, pools, ``Database()``, ``MongoClient``, redis
    and HTTP clients, which are made to be shared; scripts; what the module closes again by itself;
    what no path operation, dependency or middleware uses; objects whose class has a lock, or opens SQLite
    with ``check_same_thread``.

    Cannot see: connections that a start-up function puts into a global variable.

    Source: the guide's first anti-pattern, "global database connection". Its reason, "not thread-safe",
    is imprecise: psycopg2's connections may be shared by threads, but not their transaction.
    """

    code = "FAPI008"
    name = "global-connection"
    message = (
        "all requests share the {kind} {name} (used in {user}()), so one that fails breaks the others:"
        " open one for each request in a dependency with yield"
    )
    guide = "Common Anti-Patterns"
    gate = ("conn", "ession", "cursor")

    def visit_GlobalConnection(self, found: Found) -> None:
        """Report where it is opened."""
        self.report(found, kind=found.kind, name=found.name, user=found.used_by.label)
