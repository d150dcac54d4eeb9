"""One lifespan in place of both handlers.

3. Lifespan Management (Modern Pattern), "Use lifespan context manager", with `finally`, so that
the cleanup also happens when the application fails.
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


app = FastAPI(lifespan=lifespan)


@app.get("/predict")
def predict() -> str:
    """Use a resource."""
    return resources["db_pool"]
