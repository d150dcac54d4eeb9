"""FAPI808: a path operation that returns all rows of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.taint.rows import UnboundedQuery


class WholeTable(Rule):
    """A path operation fetches all rows of a table and returns them.

    Why: the table grows and the answer with it. Every row is an object in memory, twice while the answer is
    made, and one request can take the whole server's memory.

    Cure: take ``limit`` and ``offset`` (or a cursor) as parameters with an upper bound,
    ``limit: Annotated[int, Query(le=100)] = 100``, and hand them to the statement.

    Exempt: statements that always have a condition, and those with a limit or an aggregate, whether in an
    earlier statement or in a helper; results of which only a part or a number is returned; path operations
    for other methods than GET. Conditions that only a branch adds, as for filters that the client may leave
    out, do not count, nor do those that leave out only what is marked as deleted (``deleted_at``,
    ``is_deleted``).

    Cannot see: queries of other libraries than SQLAlchemy, SQLModel, the common drivers of SQL databases,
    PyMongo, Motor, Beanie, ODMantic, MongoEngine, Tortoise, Peewee, ormar, Piccolo and Firestore; SQL that
    is put together; conditions that leave all rows in; that a table is small and stays so.

    Source: the guide asks for pagination of large result sets; which are large is not in the source, so
    only whole tables are reported.
    """

    code = "FAPI808"
    name = "unbounded-query"
    message = "this returns every row of {table}{through}: take a limit from the client, with an upper bound"
    guide = "Performance Tips"
    gate = (".get(",)

    def visit_UnboundedQuery(self, query: UnboundedQuery) -> None:
        """Report the call that fetches the rows, or leads there."""
        through = f", through {query.through}()" if query.through else ""
        self.report(query, table=query.table, through=through)
