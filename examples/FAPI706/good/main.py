"""An application whose lifespan makes what its path operation uses."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

resources: dict[str, str] = {}


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    resources["model"] = "loaded"
    yield
    resources.clear()


app = FastAPI(lifespan=lifespan)


@app.get("/predict")
def predict() -> str:
    return resources["model"]
