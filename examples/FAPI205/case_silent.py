"""What can serve as a lifespan, and what cannot be judged: nothing here may be reported."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from types import TracebackType
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.concurrency import asynccontextmanager as managed

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


async def bare(app: FastAPI) -> AsyncIterator[None]:
    """FastAPI makes a context manager of a generator function."""
    yield


def bare_and_plain(app: FastAPI) -> Iterator[None]:
    """Also of a plain one."""
    yield


@managed
async def from_fastapi(app: FastAPI) -> AsyncIterator[None]:
    """FastAPI hands the decorator on."""
    yield


@asynccontextmanager
async def with_url(app: FastAPI, url: str = "sqlite://") -> AsyncIterator[None]:
    """Has a default for what FastAPI does not give."""
    yield


@asynccontextmanager
async def from_url(url: str, app: FastAPI) -> AsyncIterator[None]:
    """Gets the rest from `partial`."""
    yield


@asynccontextmanager
async def anything(*arguments: Any) -> AsyncIterator[None]:
    """Takes what comes."""
    yield


def hands_on(app: FastAPI) -> AbstractAsyncContextManager[None]:
    """Returns a context manager."""
    return with_url(app, "sqlite:///file")


def make_lifespan(url: str) -> Lifespan:
    """A factory: calling it gives the function."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.url = url
        yield

    return lifespan


class Resources:
    """An object that is called with the app, and entered."""

    def __call__(self, app: FastAPI) -> "Resources":
        return self

    async def __aenter__(self) -> None:
        """Open."""

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close."""


class Entered:
    """A class that is made with the app, and entered."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app

    async def __aenter__(self) -> None:
        """Open."""

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close."""


class Server:
    """Methods of all kinds."""

    @asynccontextmanager
    async def lifespan(self, app: FastAPI) -> AsyncIterator[None]:
        """Take the app beside the server."""
        yield

    @staticmethod
    @asynccontextmanager
    async def static(app: FastAPI) -> AsyncIterator[None]:
        """Take only the app."""
        yield

    def make(self) -> list[FastAPI]:
        """Give methods."""
        return [
            FastAPI(lifespan=self.lifespan),
            FastAPI(lifespan=self.static),
            FastAPI(lifespan=Server.static),
        ]


def create_app(lifespan: Lifespan | None = None) -> FastAPI:
    """A factory that hands a lifespan on."""
    return FastAPI(lifespan=lifespan)


def traced(function: Callable[..., Any]) -> Lifespan:
    """A decorator that makes something else of a function."""

    @asynccontextmanager
    async def wrapper(app: FastAPI) -> AsyncIterator[None]:
        function()
        yield

    return wrapper


@traced
def decorated() -> None:
    """Is no lifespan itself."""


apps = [
    FastAPI(lifespan=bare),
    FastAPI(lifespan=bare_and_plain),
    FastAPI(lifespan=from_fastapi),
    FastAPI(lifespan=with_url),
    FastAPI(lifespan=partial(from_url, "sqlite://")),
    FastAPI(lifespan=partial(with_url, url="sqlite:///other")),
    FastAPI(lifespan=anything),
    FastAPI(lifespan=hands_on),
    FastAPI(lifespan=make_lifespan("sqlite://")),
    FastAPI(lifespan=Resources()),
    FastAPI(lifespan=Entered),
    FastAPI(lifespan=None),
    FastAPI(lifespan=decorated),
    create_app(bare),
    create_app(lifespan=make_lifespan("sqlite://")),
    *Server().make(),
]
router = APIRouter(lifespan=bare)


class Battery:
    """A class of the project whose argument happens to be called alike."""

    def __init__(self, lifespan: float) -> None:
        self.lifespan = lifespan


battery = Battery(lifespan=3.5)
