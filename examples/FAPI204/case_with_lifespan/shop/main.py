"""The app."""

from collections.abc import AsyncIterator

from fastapi import FastAPI

from shop.items import direct, outer


async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Do nothing."""
    yield


app = FastAPI(lifespan=lifespan)
for router in (direct, outer):
    app.include_router(router)
