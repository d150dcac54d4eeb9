"""What is made when the application starts, and closed when it ends."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx2
from fastapi import FastAPI

from lending.config import get_settings
from lending.db import Base, audit_engine, engine


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Make the tables, and a client for all requests."""
    Base.metadata.create_all(engine)
    async with httpx2.AsyncClient(base_url=get_settings().catalogue_url) as client:
        app.state.catalogue = client
        yield
    await audit_engine.dispose()
