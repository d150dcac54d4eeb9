"""What the rules on event handlers share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.model.event_handlers import ARGUMENTS

if TYPE_CHECKING:
    from flake8_fastapi.model.event_handlers import EventHandler

GUIDE_SECTION = "3. Lifespan Management"
GATE = ("on_event", "add_event_handler", "on_startup", "on_shutdown")


def written(handler: EventHandler) -> str:
    """How messages name a registration: ``app.on_event()`` or ``FastAPI(on_startup=...)``."""
    if handler.way in ARGUMENTS:
        return f"{handler.receiver}({handler.way}=...)"
    return f"{handler.receiver}.{handler.way}()"
