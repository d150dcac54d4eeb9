"""FAPI014: an in-memory SQLite engine of which every thread has a database of its own."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.observation import argument, has_unpacking
from flake8_fastapi.model.resources.surroundings import serves_or_tests_application
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.resources.engines import Engine

STATIC_POOLS = frozenset({"sqlalchemy.pool.StaticPool"})


class SqliteMemoryEngine(Rule):
    """An application or its tests use ``sqlite://`` in memory without ``StaticPool``.

    Why: an in-memory database belongs to one connection, and by default each thread gets a
    connection of its own. FastAPI runs plain path operations and dependencies in threads, so they
    find an empty database (``no such table``), or a connection of another thread.

    Cure: ``create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread":
    False})``, or a file.

    Exempt: ``sqlite+aiosqlite``, which is right by default; shared-cache URIs; files without an
    application, a test client or a dependency, where one thread does all; arguments that are
    unpacked or cannot be read.

    Cannot see: engines in a file of their own that nothing there connects to the application.

    Source: the guide's testing pattern needs it: with ``sqlite://`` alone its test fails with ``no
    such table``.
    """

    code = "FAPI014"
    name = "sqlite-memory-engine"
    message = (
        "each thread of the application has an in-memory database of its own: pass {missing} to {maker}()"
    )
    guide = "1. Dependency Injection Architecture"
    gate = ("create_engine",)

    def visit_Engine(self, engine: Engine) -> None:
        """Report an in-memory engine that is not made for threads, beside an application."""
        call = engine.call
        if engine.maker != "create_engine" or not engine.is_sqlite_memory or has_unpacking(call):
            return
        if any(argument(call, each) is not None for each in ("pool", "creator")):
            return
        missing = self._missing(call)
        if missing and serves_or_tests_application(self.module):
            self.report(engine, missing=" and ".join(missing), maker=engine.maker)

    def _missing(self, call: ast.Call) -> list[str]:
        """The arguments that the engine lacks; none where what it has cannot be judged."""
        missing = []
        pool = argument(call, "poolclass")
        if pool is None:
            missing.append("poolclass=StaticPool")
        elif self.module.observation.refers_to(pool) not in STATIC_POOLS:
            return []
        arguments = argument(call, "connect_args")
        if arguments is None:
            missing.append('connect_args={"check_same_thread": False}')
        elif not isinstance(arguments, ast.Dict) or None in arguments.keys:
            return []
        elif not any(_is_key(key, "check_same_thread") for key in arguments.keys):
            missing.append('"check_same_thread": False in connect_args')
        return missing


def _is_key(node: ast.expr | None, name: str) -> bool:
    return isinstance(node, ast.Constant) and node.value == name
