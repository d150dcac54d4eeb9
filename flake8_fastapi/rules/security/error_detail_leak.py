"""FAPI509: the text of an unexpected exception is sent to the client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.routes.base import ROUTE_GATE

if TYPE_CHECKING:
    from flake8_fastapi.model.configuration.leaks import ErrorLeak


class ErrorDetailLeak(Rule):
    """A handler that catches everything sends the exception's text to the client.

    Why: whatever went wrong speaks: addresses and passwords in connection errors, SQL with its
    values, paths, tokens of other services. ``except Exception`` does not know what it sends.

    Cure: log the exception (``logger.exception(...)``) and send a fixed text. What the client should
    read gets an ``except`` of its own, for the exceptions whose text was written for clients.

    Exempt: narrow exceptions, also by ``isinstance`` in the handler; the class's name; answers that are
    only given in development; texts that pass through a function of the project which does not send
    them whichever way it goes; a ``try`` around nothing but the reading of what the client sent
    (``json.loads``, a pydantic model), or around a function of the project that does nothing but raise
    ``Exception`` with its own words.

    Cannot see: texts that are sent by other means than ``HTTPException``, response classes, messages of
    websockets, generators of streaming responses, and what a path operation, or a function whose result it
    returns without a look at it, returns.

    Source: beyond the guide, whose handlers give fixed texts; the proof shows a password in an
    answer.
    """

    code = "FAPI509"
    name = "error-detail-leak"
    message = "{answer} sends {what} of an unexpected exception to the client: log it, and send a fixed text"
    guide = ""
    gate = ("HTTPException", "Response", "exception_handler", "except Exception", *ROUTE_GATE)

    def visit_ErrorLeak(self, leak: ErrorLeak) -> None:
        """Report it."""
        self.report(leak, answer=leak.answer, what="the traceback" if leak.is_traceback else "the text")
