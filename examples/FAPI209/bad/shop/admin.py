"""An app of its own, with a lifespan.

3. Lifespan Management (Modern Pattern), "Use lifespan context manager".
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

resources: dict[str, str] = {}


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Open what this app needs, and close it."""
    resources["db_pool"] = "pool"
    try:
        yield
    finally:
        resources.clear()


admin = FastAPI(lifespan=lifespan)


@admin.get("/predict")
def predict() -> str:
    """Use a resource."""
    return resources["db_pool"]
