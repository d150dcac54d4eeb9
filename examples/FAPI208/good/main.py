"""The model is loaded once, at start-up and off the event loop.

Guide: 3. Lifespan Management. Amended: the model is loaded in a thread, and the path operation is a POST and a `def`.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from models import load_model


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Load the model before the first request."""
    app.state.model = await run_in_threadpool(load_model)
    yield


app = FastAPI(lifespan=lifespan)


@app.post("/predict")
def predict(values: list[float], request: Request) -> str:
    """Use the loaded model."""
    return f"{request.app.state.model} {values}"
