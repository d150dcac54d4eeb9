"""A router that says where it is."""

from fastapi import APIRouter

router = APIRouter(prefix="/items")


@router.get("/{item_id}")
def read_item(item_id: int) -> int:
    """Read one item."""
    return item_id
