"""A lifespan works for both kinds of apps.

3. Lifespan Management (Modern Pattern), "Use lifespan context manager".
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.applications import Starlette

resources: dict[str, str] = {}


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    """Open what the application needs, and close it."""
    resources["db_pool"] = "pool"
    try:
        yield
    finally:
        resources.clear()


def create_app() -> FastAPI:
    """Give it to an app of FastAPI's."""
    return FastAPI(lifespan=lifespan)


def create_plain_app() -> Starlette:
    """Give it to an app of Starlette's."""
    return Starlette(lifespan=lifespan)
