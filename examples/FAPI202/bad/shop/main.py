"""A lifespan was added to an application that has event handlers: since then these never run.

3. Lifespan Management (Modern Pattern), "Use lifespan context manager (replaces deprecated `@app.on_event`)".
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

resources: dict[str, str] = {}


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Open what the application needs, and close it."""
    resources["db_pool"] = "pool"
    try:
        yield
    finally:
        resources.clear()


async def open_cache() -> None:
    """Open a cache."""
    resources["cache"] = "cache"


app = FastAPI(
    lifespan=lifespan,
    on_startup=[open_cache],  # expect: FAPI202
)


@app.on_event("startup")  # expect: FAPI202
async def load_model() -> None:
    """Load a model."""
    resources["ml_model"] = "model"


@app.get("/predict")
def predict() -> list[str]:
    """Use the resources."""
    return sorted(resources)
