"""The lifespan does all of it.

3. Lifespan Management (Modern Pattern), "Use lifespan context manager".
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from shop.queue import start_queue

resources: dict[str, str] = {}


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Open what the application needs, and close it."""
    resources["db_pool"] = "pool"
    resources["cache"] = "cache"
    resources["ml_model"] = "model"
    try:
        start_queue(resources)
        yield
    finally:
        resources.clear()


app = FastAPI(lifespan=lifespan)


@app.get("/predict")
def predict() -> list[str]:
    """Use the resources."""
    return sorted(resources)
