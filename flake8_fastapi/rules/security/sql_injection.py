"""FAPI501: SQL that a client's text is made part of."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.fixes.draft import Draft
    from flake8_fastapi.model.taint.sinks import ComposedQuery


class SqlInjection(Rule):
    """SQL is put together with text that a client sends, and executed.

    Why: the database cannot tell the client's text from the program's. ``1 OR 1=1`` in the place of
    a number gives all rows, and a quote ends a text and begins the client's own statement.

    Cure: hand the value over beside the statement: ``text("... WHERE id = :id"), {"id": id}`` with
    SQLAlchemy, the driver's placeholders elsewhere. A name of a column or table cannot be a
    parameter: take it from a dictionary or list of allowed names, or use ``psycopg.sql.Identifier``.

    Exempt: constants; numbers, UUIDs, enums, literals and values with a pattern; values compared with
    a constant or an allow-list, or handed to a function of the project that raises unless they pass
    a test; placeholders only. Which style of placeholder is used is not looked at: it belongs to the driver.

    Cannot see: statements that a client sends as a whole, which a console for SQL has to execute;
    texts that come from the database, a file or another service; objects of unknown type whose
    method is not called like those of drivers, or whose text is not surely SQL.

    Source: the guide, where it is right. Its example with ``%s`` and ``:email`` on one cursor suits no
    driver, so only composition is reported.
    """

    code = "FAPI501"
    name = "sql-injection"
    fix = "unsafe"
    message = (
        "{source} becomes part of the SQL in {name}(): pass it as a parameter, "
        "or take it from a list if it is a name"
    )
    guide = "SQL Injection Prevention"
    gate = (
        "SELECT", "select ", "INSERT", "insert ", "UPDATE", "update ", "DELETE", "delete ", "WHERE", "where",
        "text(", "literal_column", "execute", ".sql(", "SQL(", "ALTER", "CREATE", "DROP",
        "COPY", "TRUNCATE", "MERGE",
    )  # fmt: skip

    def visit_ComposedQuery(self, query: ComposedQuery) -> None:
        """Report the call that executes the text."""
        self.report(query, source=describe(query), name=query.name, fix=partial(self._use_parameters, query))

    def _use_parameters(self, query: ComposedQuery, draft: Draft) -> str:
        from flake8_fastapi.rules.security.query_parameters import use_parameters

        # The node may be one of an earlier tree of the same text.
        call = next((each for each in draft.calls_at(query) if ast.dump(each) == ast.dump(query.node)), None)
        if call is None:
            raise draft.refusal("the call is not in this file")
        return use_parameters(self.module, call, draft)


def describe(query: ComposedQuery) -> str:
    """What the client controls, with the function where it comes in if that is another one."""
    where = f" of {query.source.where}()" if query.source.where else ""
    return f"{query.source}{where}"
