"""Lifespans that FastAPI cannot enter: each of these applications fails when it starts.

3. Lifespan Management (Modern Pattern), "Use lifespan context manager": the guide's lifespan, with
what people get wrong in it.
"""

import contextlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

resources: dict[str, str] = {}


async def start(app: FastAPI) -> None:
    """A start-up handler that was made a lifespan by its name only."""
    resources["db_pool"] = "pool"


@asynccontextmanager  # type: ignore[arg-type]
async def without_yield(app: FastAPI) -> None:
    """Forgets that the application runs in the midst of it."""
    resources["db_pool"] = "pool"


@asynccontextmanager
async def without_app() -> AsyncIterator[None]:
    """Takes no app."""
    resources["db_pool"] = "pool"
    yield
    resources.clear()


@contextlib.contextmanager
def plain(app: FastAPI) -> Iterator[None]:
    """A plain context manager."""
    resources["db_pool"] = "pool"
    yield
    resources.clear()


@asynccontextmanager
async def lifespan(app: FastAPI | None) -> AsyncIterator[None]:
    """Right, but called by its user."""
    resources["db_pool"] = "pool"
    yield
    resources.clear()


start_app = FastAPI(lifespan=start)  # expect: FAPI205
without_yield_app = FastAPI(lifespan=without_yield)  # expect: FAPI205
without_app_app = FastAPI(lifespan=without_app)  # expect: FAPI205
plain_app = FastAPI(lifespan=plain)  # expect: FAPI205
called_app = FastAPI(
    title="called",
    lifespan=lifespan(None),  # expect: FAPI205
)
