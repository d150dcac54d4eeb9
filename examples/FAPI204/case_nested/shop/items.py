"""Routers in routers: each level runs the handlers once more."""

from fastapi import APIRouter

log: list[str] = []


def start() -> None:
    """Start."""
    log.append("start")


inner = APIRouter(
    prefix="/inner",
    on_startup=[start],  # expect: FAPI204
)
inner.add_event_handler("startup", start)  # expect: FAPI204
outer = APIRouter(prefix="/outer")
outer.include_router(inner)
