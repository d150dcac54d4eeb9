"""FAPI201: a start-up or shut-down handler instead of a lifespan."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.model.event_handlers import verdict_of
from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.lifespan.base import GATE, GUIDE_SECTION, written

if TYPE_CHECKING:
    from flake8_fastapi.fixes.draft import Draft
    from flake8_fastapi.model.event_handlers import EventHandler


class DeprecatedEventHandler(Rule):
    """``@app.on_event``, ``on_startup=`` or ``on_shutdown=``, which a lifespan replaces.

    Why: FastAPI has deprecated them and Starlette 1.0 has dropped them. As soon as somebody gives
    the app a lifespan, all of them silently stop to run.

    Cure: one lifespan that does before its ``yield`` what the start-up handlers do, and after it, in
    ``finally``, what the shut-down handlers do. Move all handlers of an app at once.

    Exempt: where FAPI202, FAPI203 or FAPI204 has worse to say of the handler.

    Cannot see: handlers on apps that come in as parameters without annotation.

    Source: the guide's section 3: a lifespan replaces ``@app.on_event``. On FastAPI 0.165 the
    decorator still works, with a ``DeprecationWarning``; ``on_startup=`` works without one.
    """

    code = "FAPI201"
    name = "deprecated-event-handler"
    message = "{written} is deprecated: do it in the lifespan of {receiver}"
    guide = GUIDE_SECTION
    gate = GATE
    fix = "unsafe"

    def visit_EventHandler(self, handler: EventHandler) -> None:
        """Report a registration that works, for now."""
        if verdict_of(handler, self.module).kind == "deprecated":
            self.report(
                handler,
                written=written(handler),
                receiver=handler.receiver,
                fix=partial(self._fold, handler),
            )

    def _fold(self, handler: EventHandler, draft: Draft) -> str:
        from flake8_fastapi.rules.lifespan.folding import fold_handlers

        return fold_handlers(self.module, handler, draft)
