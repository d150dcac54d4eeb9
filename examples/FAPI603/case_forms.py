"""Every place that comes too late, and apps that have not started."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response
from fastapi.middleware.gzip import GZipMiddleware

CallNext = Callable[[Request], Awaitable[Response]]
app = FastAPI()


@app.on_event("startup")  # expect: FAPI201
def start() -> None:
    """An event handler."""
    app.add_middleware(GZipMiddleware)  # expect: FAPI603


@app.post("/compress")
def compress(request: Request) -> None:
    """A path operation."""
    app.add_middleware(GZipMiddleware)  # expect: FAPI603
    request.app.add_middleware(GZipMiddleware)  # expect: FAPI603


@app.middleware("http")
async def compress_later(request: Request, call_next: CallNext) -> Response:
    """Another middleware."""
    app.add_middleware(GZipMiddleware)  # expect: FAPI603
    return await call_next(request)


def add_all(target: FastAPI) -> None:
    """Called in time by one, and too late by the other."""
    target.add_middleware(GZipMiddleware)


@asynccontextmanager
async def lifespan(application: FastAPI) -> AsyncIterator[None]:
    """Through a helper, with a decorator, after the yield."""
    add_all(application)  # expect: FAPI603

    @application.middleware("http")  # expect: FAPI603
    async def late(request: Request, call_next: CallNext) -> Response:
        return await call_next(request)

    sub = FastAPI()
    sub.add_middleware(GZipMiddleware)
    add_all(sub)
    application.mount("/sub", sub)
    yield
    application.add_middleware(GZipMiddleware)  # expect: FAPI603


other = FastAPI(lifespan=lifespan)
add_all(other)


def create_app() -> FastAPI:
    """A factory, with a lifespan of its own."""

    @asynccontextmanager
    async def inner(application: FastAPI) -> AsyncIterator[None]:
        made.add_middleware(GZipMiddleware)  # expect: FAPI603
        yield

    made = FastAPI(lifespan=inner)
    made.add_middleware(GZipMiddleware)
    return made


third = create_app()
