"""Mounts the other app, and enters its lifespan.

3. Lifespan Management (Modern Pattern), "Use lifespan context manager".
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from shop.admin import admin


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Start and stop the mounted app with this one."""
    async with admin.router.lifespan_context(admin):
        yield


app = FastAPI(lifespan=lifespan)
app.mount("/admin", admin)
