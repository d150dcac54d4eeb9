"""Handlers that do run beside a lifespan: they are only deprecated."""

from collections.abc import AsyncIterator
from typing import Any

from fastapi import APIRouter, FastAPI

log: list[str] = []


async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """A lifespan without decorator."""
    yield


without = FastAPI(lifespan=None)


@without.on_event("startup")  # expect: FAPI201
def start() -> None:
    """The app has no lifespan."""
    log.append("start")


router = APIRouter()


@router.on_event("startup")  # expect: FAPI201
def start_router() -> None:
    """The router runs it, since only the app has a lifespan."""
    log.append("router")


app = FastAPI(lifespan=lifespan)
app.include_router(router)

with_lifespan = APIRouter(lifespan=lifespan)


@with_lifespan.on_event("startup")  # expect: FAPI201
def start_other() -> None:
    """The app runs it, since only the router has a lifespan."""
    log.append("other")


without.include_router(with_lifespan)


def create_app(**options: Any) -> FastAPI:
    """Whether there is a lifespan among the options is not known."""
    made = FastAPI(**options)
    made.on_event("startup")(start)  # expect: FAPI201
    return made


def configure(target: FastAPI) -> None:
    """One of the apps that it gets has no lifespan."""
    target.on_event("startup")(start)  # expect: FAPI201


configure(app)
configure(without)
