"""FAPI809: a query for each row of an earlier query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.repeated_queries.nodes import RepeatedQuery


class QueryInLoop(Rule):
    """A request sends a query for each row that an earlier query has given.

    Why: the number of statements grows with the table: a list of 100 rows takes 101 round trips to the
    database, and each holds the request's connection for longer. What is fast on a developer's ten rows
    takes seconds in production.

    Cure: fetch what belongs to the rows together: a join, ``selectinload`` or ``joinedload`` for a
    relationship, one statement with ``column.in_(ids)``, in MongoDB ``{"$in": ids}`` or ``$lookup``.

    Exempt: loops over constants, over what the client sends and over batches; branches that leave the loop
    or remember what they fetched by its key, or run when a batch is full; what a helper queries in a branch
    only; statements that insert, update or delete; start-up code, scripts
    and tests.

    Cannot see: the query of a relationship that is loaded lazily; rows that are kept in an object's
    attributes, but for a model's relationships, or come in a page object; helpers more than two calls away.

    Source: beyond the guide, whose "Performance Tips" only ask to paginate; counting the statements that
    SQLAlchemy sends shows 1 + N against 2.
    """

    code = "FAPI809"
    name = "query-in-loop"
    message = (
        "{name}() sends a query for each row of an earlier one{chain_text}; "
        "send one for all rows, with a join, selectinload() or in_()"
    )
    guide = "Performance Tips"
    gate = (
        ".get(", ".post(", ".put(", ".patch(", ".delete(", "api_route(", "websocket(", "Depends(", "dispatch",
        ".middleware(", "add_task", "BackgroundTask", "Depends", "for ",
    )  # fmt: skip

    def visit_RepeatedQuery(self, query: RepeatedQuery) -> None:
        """Report the query, or the call that leads to it."""
        chain = query.effect.chain
        steps = " -> ".join(str(step) for step in chain)
        through = f" through {steps}" if steps else ""
        self.report(query, chain=chain, name=query.effect.name, chain_text=through)
