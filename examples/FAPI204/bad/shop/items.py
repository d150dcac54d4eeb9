"""A router with handlers of its own.

3. Lifespan Management (Modern Pattern), "Use lifespan context manager (replaces deprecated `@app.on_event`)".
"""

from fastapi import APIRouter

router = APIRouter(prefix="/items")
pools: list[str] = []


@router.on_event("startup")  # expect: FAPI204
def open_pool() -> None:
    """Open a pool, twice."""
    pools.append("pool")


@router.get("")
def read_items() -> int:
    """Use the pools."""
    return len(pools)
