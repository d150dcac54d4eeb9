"""More ways that are gone, and those that are left."""

import starlette.routing
from fastapi import APIRouter, FastAPI
from starlette.applications import Starlette
from starlette.routing import Router

log: list[str] = []


def start() -> None:
    """Start."""
    log.append("start")


class Service(FastAPI):
    """An app class of the project."""


def gone() -> list[object]:
    """What raises."""
    service = Service()
    service.add_event_handler("shutdown", start)  # type: ignore[attr-defined]  # expect: FAPI203
    service.add_event_handler(func=start, event_type="startup")  # type: ignore[attr-defined]  # expect: FAPI203
    plain = Starlette(on_shutdown=[start])  # type: ignore[call-arg]  # expect: FAPI203
    plain.add_event_handler("startup", start)  # type: ignore[attr-defined]  # expect: FAPI203
    router = starlette.routing.Router()
    router.add_event_handler("startup", start)  # type: ignore[attr-defined]  # expect: FAPI203
    return [service, plain, Router(on_startup=[start])]  # type: ignore[call-arg]  # expect: FAPI203


def configure(app: FastAPI) -> None:
    """An app that is handed in."""
    app.add_event_handler("startup", start)  # type: ignore[attr-defined]  # expect: FAPI203


left = FastAPI(on_startup=[start])  # expect: FAPI201
left.on_event("shutdown")(start)  # expect: FAPI201
left.router.add_event_handler("startup", start)  # expect: FAPI201
router = APIRouter()
router.add_event_handler("startup", start)  # expect: FAPI201
