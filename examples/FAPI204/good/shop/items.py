"""A router with a lifespan.

3. Lifespan Management (Modern Pattern), "Use lifespan context manager".
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter

pools: list[str] = []


@asynccontextmanager
async def lifespan(router: APIRouter) -> AsyncIterator[None]:
    """Open a pool, once, and close it."""
    pools.append("pool")
    try:
        yield
    finally:
        pools.clear()


router = APIRouter(prefix="/items", lifespan=lifespan)


@router.get("")
def read_items() -> int:
    """Use the pools."""
    return len(pools)
