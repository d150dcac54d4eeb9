"""Libraries that do not work any more.

3. Lifespan Management (Modern Pattern), "Use lifespan context manager", and Performance Tips, "Profile slow
endpoints". The imports stand in functions, since the modules cannot be imported.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import APIRouter, FastAPI

resources: dict[str, Any] = {}
router = APIRouter()


@router.get("/predict")
def predict() -> int:
    """A route of an included router."""
    return len(resources)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Open a pool as the guide does."""
    import aioredis  # expect: FAPI210

    resources["redis"] = await aioredis.create_redis_pool("redis://")
    yield
    resources["redis"].close()
    await resources["redis"].wait_closed()
    resources.clear()


def create_app() -> FastAPI:
    """Measure as the guide does."""
    from starlette_prometheus import PrometheusMiddleware, metrics  # expect: FAPI210

    app = FastAPI()
    app.add_middleware(PrometheusMiddleware)
    app.add_route("/metrics", metrics)
    app.include_router(router)
    return app


app = FastAPI(lifespan=lifespan)
