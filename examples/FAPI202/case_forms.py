"""Apps that get their lifespan in other ways, factories, parameters, routers."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI

log: list[str] = []


async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """A lifespan without decorator."""
    log.append("up")
    yield
    log.append("down")


def note(text: str) -> Callable[[], None]:
    """Make a handler."""
    return lambda: log.append(text)


def create_app() -> FastAPI:
    """A factory."""
    app = FastAPI(lifespan=lifespan)

    @app.on_event("startup")  # expect: FAPI202
    async def start() -> None:
        log.append("never")

    return app


made = create_app()
made.on_event("shutdown")(note("never"))  # expect: FAPI202


def configure(app: FastAPI) -> None:
    """Gets an app that has a lifespan."""
    app.on_event("startup")(note("never"))  # expect: FAPI202


handed_in = FastAPI(lifespan=lifespan)
configure(handed_in)

late = FastAPI()
late.on_event("startup")(note("never"))  # expect: FAPI202
late.router.lifespan_context = asynccontextmanager(lifespan)


class Server:
    """Keeps an app."""

    def __init__(self) -> None:
        self.app = FastAPI(title="server", lifespan=lifespan)
        self.app.on_event("startup")(note("never"))  # expect: FAPI202


server = Server()

router = APIRouter(lifespan=lifespan)


@router.on_event("startup")  # expect: FAPI202
def start_router() -> None:
    """The router has a lifespan, and so has the app that includes it."""
    log.append("never")


with_router = FastAPI(lifespan=lifespan)
with_router.include_router(router)
