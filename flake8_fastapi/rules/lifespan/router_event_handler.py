"""FAPI204: an event handler of a router that runs more than once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.model.event_handlers import MERGED_LIFESPANS, verdict_of
from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.lifespan.base import GATE, GUIDE_SECTION, written

if TYPE_CHECKING:
    from flake8_fastapi.model.event_handlers import EventHandler


class RouterEventHandler(Rule):
    """A start-up or shut-down handler of a router that is included: it runs twice or more.

    Why: ``include_router`` copies the handlers of the router to the one that includes it, and also
    runs the router itself as a lifespan. So a pool is opened twice, and one of the two is lost; with a
    router in a router it is three times.

    Cure: a lifespan, which runs once: ``APIRouter(lifespan=...)`` or the app's.

    Exempt: where lifespans on the way leave one run: a router that is included directly by an app with a
    lifespan (then FAPI201 speaks, or FAPI202 where no run is left); handlers that are registered after
    the router was included.

    Cannot see: routers that are included by something unknown.

    Source: beyond the guide's section 3. Counted on FastAPI 0.165, with one, two and no lifespans; it is
    so since FastAPI 0.112.2.
    """

    code = "FAPI204"
    name = "router-event-handler"
    message = "{written} of an included router runs {times} times: use APIRouter(lifespan=...)"
    guide = GUIDE_SECTION
    gate = GATE
    versions = MERGED_LIFESPANS

    def visit_EventHandler(self, handler: EventHandler) -> None:
        """Report a registration that is run more than once."""
        verdict = verdict_of(handler, self.module)
        if verdict.kind == "repeated":
            self.report(handler, written=written(handler), times=verdict.times)
