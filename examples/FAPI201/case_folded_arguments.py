"""Handlers that are given as arguments: the lifespan takes the place of both."""

from fastapi import FastAPI

log: list[str] = []


async def start() -> None:
    """Start."""
    log.append("start")


def stop() -> None:
    """Stop."""
    log.append("stop")


app = FastAPI(
    title="arguments",
    on_startup=[start],  # expect: FAPI201
    on_shutdown=[stop, stop],  # expect: FAPI201
    version="1",
)
