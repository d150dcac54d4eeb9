"""The app has a lifespan: what it includes directly runs once, and what is nested deeper twice."""

from fastapi import APIRouter

log: list[str] = []


def start() -> None:
    """Start."""
    log.append("start")


direct = APIRouter(on_startup=[start])  # expect: FAPI201
inner = APIRouter(on_startup=[start])  # expect: FAPI204
outer = APIRouter()
outer.include_router(inner)
alone = APIRouter(on_startup=[start])  # expect: FAPI201
