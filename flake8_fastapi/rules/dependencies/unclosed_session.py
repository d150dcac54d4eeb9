"""FAPI011: a session or connection that is not closed on every path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.resources.nodes import OpenedResource
    from flake8_fastapi.model.resources.objects_of_requests import ObjectOfRequest

KINDS = frozenset({"session", "connection"})


class UnclosedSession(Rule):
    """A function on the request path opens a session or connection and does not always close it.

    So does the constructor of an object that a path operation or dependency makes, and whose class never
    closes what it keeps.

    Why: what is not closed stays checked out of the pool, or open in the database, until the garbage
    collector finds it; an exception that is kept, by a log or an error tracker, keeps it too. When the
    pool is empty every request waits and fails.

    Cure: ``with SessionLocal() as session:`` (``async with`` for async ones), ``try``/``finally``, or a
    dependency with ``yield``. ``with connection:`` of ``psycopg2``, ``sqlite3`` and ``pyodbc`` only
    commits: use ``contextlib.closing``.

    Exempt: what is returned, stored or handed to something that may close it; code that no path
    operation, dependency or middleware reaches; tests; set-up between opening and its ``try``.

    Cannot see: sessions of libraries that are not in the tables, sessions made by objects of unknown
    type, and what happens to a session behind a call that cannot be resolved.

    Source: the guide's list of anti-patterns: "not closing database connections". Its own
    ``run_in_threadpool`` example opens a connection for each call and closes none.
    """

    code = "FAPI011"
    name = "unclosed-session"
    message = "{name} is {problem}: {cure}"
    guide = "Common Anti-Patterns"
    gate = ("ession", "onnect", "conn", "db", "acquire")

    def visit_OpenedResource(self, opened: OpenedResource) -> None:
        """Report a session or connection that leaks on some path."""
        resource = opened.resource
        if opened.kind not in KINDS or opened.is_generator or opened.in_lifespan:
            return
        if resource.is_handed_on or resource.returns or not resource.left_open_at:
            return
        if is_test_file(self.module.display_path) or not opened.serves_requests:
            return
        if not resource.is_closed_somewhere:
            problem = "never closed"
        elif all(each.way == "exception" for each in resource.left_open_at):
            problem = "not closed when an exception is raised"
        else:
            problem = "not closed on every path"
        facts = resource.facts
        if facts is not None and facts.with_leaves_open and not facts.is_borrowed:
            cure = "wrap it in contextlib.closing(), since its own `with` only commits"
        else:
            cure = "use `with` or `finally`"
        self.report(opened, name=opened.name, problem=problem, cure=cure)

    def visit_ObjectOfRequest(self, found: ObjectOfRequest) -> None:
        """Report what the constructor of an object opens that lives no longer than a request."""
        problem = f"opened by each {found.cls}() and never closed"
        cure = f"hand the {found.kind} to {found.cls}, from a dependency with yield"
        self.report(found, name=found.name, problem=problem, cure=cure)
