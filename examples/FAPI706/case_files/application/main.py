"""Applications with all kinds of lifespans."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def with_state(app: FastAPI) -> AsyncIterator[None]:
    app.state.pool = "pool"
    yield


@asynccontextmanager
async def yielding(app: FastAPI) -> AsyncIterator[dict[str, str]]:
    yield {"pool": "pool"}


@asynccontextmanager
async def logging_only(app: FastAPI) -> AsyncIterator[None]:
    logging.info("up")
    yield
    logging.info("down")


def create_app() -> FastAPI:
    return FastAPI(lifespan=with_state)


app = create_app()
yielding_app = FastAPI(lifespan=yielding)
plain_app = FastAPI()
logging_app = FastAPI(lifespan=logging_only)
