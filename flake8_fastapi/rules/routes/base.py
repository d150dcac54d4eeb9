"""What the rules about routes share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flake8_fastapi.model.routing.table import RouteEntry

ROUTE_GATE = (
    ".get(", ".post(", ".put(", ".patch(", ".delete(", ".head(", ".options(", ".trace(", ".api_route(",
    ".add_api_route(",
)  # fmt: skip
"""A file that declares a route of FastAPI's has one of these."""

READING = frozenset({"GET", "HEAD"})
BODILESS_STATUSES = frozenset({204, 205, 304})


def is_comparable(entry: RouteEntry) -> bool:
    """Whether it is known which requests a route takes, and when."""
    route = entry.route
    router = route.router
    return (
        router is not None
        and (not router.is_customised or entry.added_at is not None)
        and route.text is not None
        and route.methods is not None
        and "route_class" not in router.keywords
    )
