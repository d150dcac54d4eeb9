"""Several routes, and models that say something else."""

from typing import Any

from fastapi import APIRouter, FastAPI
from pydantic import BaseModel


class Item(BaseModel):
    """Something with a name."""

    name: str


class FullItem(Item):
    """Something with a cost."""

    cost: int


router = APIRouter()


@router.get("/a", response_model=Item)
def read_a() -> FullItem:
    """Filter."""
    return FullItem(name="apple", cost=1)


@router.get("/b", response_model=None)
def read_b() -> None:
    """Turn the model off."""


@router.get("/c", response_model=Item | None)  # expect: FAPI918
@router.get(
    "/d",
    response_model=Item | None,  # expect: FAPI918
)
async def read_c() -> Item | None:
    """Two routes."""
    return None


@router.get("/e", response_model=Item)
def read_e() -> Any:
    """The usual way to filter."""
    return {"name": "apple", "cost": 1}


app = FastAPI()
app.include_router(router)
