"""FAPI203: an event handler in a way that Starlette 1.0 has removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.model.event_handlers import STARLETTE_1, verdict_of
from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.lifespan.base import GATE, GUIDE_SECTION, written

if TYPE_CHECKING:
    from flake8_fastapi.model.event_handlers import EventHandler


class RemovedEventApi(Rule):
    """``app.add_event_handler``, Starlette's ``on_event``, ``Starlette(on_startup=...)``.

    Why: Starlette 1.0 has none of them any more, and FastAPI keeps only ``on_event``, ``on_startup=`` and
    ``on_shutdown=``. The others are an ``AttributeError`` or ``TypeError`` when the application is imported.

    Cure: a lifespan.

    Exempt: ``FastAPI.on_event``, ``FastAPI(on_startup=...)`` and ``APIRouter.add_event_handler``, which
    exist; projects that are bound to FastAPI before 0.133 or to Starlette before 1.0.

    Cannot see: apps that come in as parameters without annotation.

    Source: FastAPI 0.133 is the first that accepts Starlette 1.0. Tried on FastAPI 0.165 with Starlette 1.10.
    """

    code = "FAPI203"
    name = "removed-event-api"
    message = "{written} is gone with Starlette 1.0 and raises {error}: use a lifespan"
    guide = GUIDE_SECTION
    gate = GATE
    versions = STARLETTE_1

    def visit_EventHandler(self, handler: EventHandler) -> None:
        """Report a registration that raises."""
        if verdict_of(handler, self.module).kind == "removed":
            error = "TypeError" if handler.way.startswith("on_s") else "AttributeError"
            self.report(handler, written=written(handler), error=error)
