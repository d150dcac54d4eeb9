"""The project is bound to a FastAPI that still has the old ways."""

from fastapi import FastAPI

log: list[str] = []


def start() -> None:
    """Start."""
    log.append("start")


def create_app() -> FastAPI:
    """Add a handler."""
    app = FastAPI()
    app.add_event_handler("startup", start)  # type: ignore[attr-defined]  # expect: FAPI201
    return app
