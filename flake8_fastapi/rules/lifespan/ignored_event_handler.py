"""FAPI202: an event handler on an app that has a lifespan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.model.event_handlers import verdict_of
from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.lifespan.base import GATE, GUIDE_SECTION, written

if TYPE_CHECKING:
    from flake8_fastapi.model.event_handlers import EventHandler


class IgnoredEventHandler(Rule):
    """A start-up or shut-down handler on an app that is made with ``lifespan=``: it never runs.

    Why: the lifespan takes the place of the code that runs the handlers. There is neither an error nor a
    warning; the pool is simply not opened, the queue not flushed.

    Cure: move what the handler does into the lifespan.

    Exempt: handlers of a router without a lifespan of its own, which do run when an app with a
    lifespan includes it (see FAPI204).

    Cannot see: apps whose arguments come from ``**keywords``; a lifespan that another file sets later through
    ``app.router.lifespan_context``.

    Source: beyond the guide's section 3, which only says that a lifespan replaces the handlers. Tried on
    FastAPI 0.165, also with the app made in another file.
    """

    code = "FAPI202"
    name = "ignored-event-handler"
    message = "{written} never runs: {app} has a lifespan; do it there"
    guide = GUIDE_SECTION
    gate = GATE

    def visit_EventHandler(self, handler: EventHandler) -> None:
        """Report a registration that a lifespan makes void."""
        verdict = verdict_of(handler, self.module)
        if verdict.kind == "ignored" and verdict.because is not None:
            owner = verdict.because
            kind = "the app" if owner.is_application else "the router"
            elsewhere = owner.module is not self.module
            place = f" ({owner.module.display_path}:{owner.line})" if elsewhere else ""
            self.report(handler, written=written(handler), app=kind + place)
