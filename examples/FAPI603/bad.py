"""Middleware is added in the lifespan: by then the app has built its chain.

Middleware Ordering, "Correct order": the guide's calls, in a place where they fail.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Configure the app too late."""
    app.add_middleware(CORSMiddleware, allow_origins=["https://yourdomain.com"])  # expect: FAPI603
    yield


app = FastAPI(lifespan=lifespan)
