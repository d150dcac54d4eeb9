"""FAPI002: a dependency that returns what it opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.dependencies.base import GUIDE_SECTION

if TYPE_CHECKING:
    from flake8_fastapi.model.resources.returned import ReturnedResource as Found


class ReturnedResource(Rule):
    """A dependency returns a session, connection, cursor or client that it opened.

    Why: nothing runs after the ``return``, so nothing closes it, and each request keeps a connection
    until the garbage collector comes. With ``with`` or ``finally`` around the ``return`` it is closed
    before the path operation gets it.

    Cure: ``yield`` it inside ``with`` or ``try``/``finally``.

    Exempt: what is cached or stored for all requests, what a pool lends, what the users of the
    dependency close or enter themselves.

    Cannot see: clients that are not in the table of resources, and sessions of unknown factories.

    Source: the guide's quick reference yields the session and closes it in ``finally``.
    """

    code = "FAPI002"
    name = "returned-resource"
    message = "{function}() returns {name}, {problem}: yield it inside `with` or `try`/`finally`"
    guide = GUIDE_SECTION
    gate = ("ession", "onnect", "conn", "db", "lient", "ursor", "search", "Kafka", "create_pool")

    def visit_ReturnedResource(self, found: Found) -> None:
        """Report the ``return``."""
        problem = "which is closed by then" if found.is_closed else "which nothing closes"
        self.report(found, function=found.function, name=found.name, problem=problem)
