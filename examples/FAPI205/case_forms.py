"""Other values of `lifespan=` that cannot be entered, on apps, routers, in factories and classes."""

import contextlib as managers
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import partial

import fastapi
from fastapi import APIRouter, FastAPI
from starlette.applications import Starlette


@asynccontextmanager
async def with_database(app: FastAPI, url: str) -> AsyncIterator[None]:
    """Needs more than the app."""
    yield


@asynccontextmanager
async def keyword_only(*, app: FastAPI) -> AsyncIterator[None]:
    """Takes the app by its name only."""
    yield


@asynccontextmanager  # type: ignore[arg-type]
def not_async(app: FastAPI) -> Iterator[None]:
    """Forgets `async`."""
    yield


@managers.contextmanager  # type: ignore[arg-type]
async def wrong_manager(app: FastAPI) -> AsyncIterator[None]:
    """Forgets half of the decorator's name."""
    yield


async def bare(app: FastAPI) -> AsyncIterator[None]:
    """A generator function without decorator is right as long as nobody calls it."""
    yield


async def bare_without_app() -> AsyncIterator[None]:
    """FastAPI calls it with the app all the same."""
    yield


def nothing(app: FastAPI) -> None:
    """Returns nothing to enter."""
    print(app.title)


with_database_app = FastAPI(lifespan=with_database)  # expect: FAPI205
keyword_only_app = fastapi.FastAPI(lifespan=keyword_only)  # expect: FAPI205
not_async_app = FastAPI(lifespan=not_async)  # expect: FAPI205
wrong_manager_app = FastAPI(lifespan=wrong_manager)  # expect: FAPI205
bare_without_app_app = FastAPI(lifespan=bare_without_app)  # expect: FAPI205
called_generator_app = FastAPI(lifespan=bare(with_database_app))  # expect: FAPI205
nothing_app = FastAPI(lifespan=nothing)  # type: ignore[arg-type]  # expect: FAPI205
router = APIRouter(prefix="/items", lifespan=keyword_only)  # expect: FAPI205
starlette_app = Starlette(lifespan=wrong_manager)  # expect: FAPI205
partial_app = FastAPI(lifespan=partial(with_database, FastAPI(), "sqlite://"))  # expect: FAPI205


class Server:
    """A server whose methods are lifespans."""

    @asynccontextmanager
    async def forgot_the_app(self) -> AsyncIterator[None]:
        """Takes only the server."""
        yield

    def make(self) -> FastAPI:
        """Give a bound method."""
        return FastAPI(lifespan=self.forgot_the_app)  # expect: FAPI205


def create_app() -> FastAPI:
    """A factory with a lifespan of its own."""

    @managers.contextmanager
    def lifespan(app: FastAPI) -> Iterator[None]:
        yield

    return FastAPI(lifespan=lifespan)  # expect: FAPI205


class Application(FastAPI):
    """An app class of the project."""

    def __init__(self) -> None:
        super().__init__(lifespan=keyword_only)  # expect: FAPI205


class Service(FastAPI):
    """Another one, which leaves the constructor alone."""


service = Service(lifespan=not_async)  # expect: FAPI205
