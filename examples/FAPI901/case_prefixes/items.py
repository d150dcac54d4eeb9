"""A router that is included under a parameter."""

from fastapi import APIRouter

router = APIRouter()
both = APIRouter()


@router.get("/items")  # expect: FAPI901
def read_items() -> list[str]:
    """The prefix's parameter is lost."""
    return []


@router.get("/items/{item_id}")
def read_item(shop_id: int, item_id: int) -> int:
    """Both are taken."""
    return shop_id + item_id


@both.get("/all")
def read_all() -> list[str]:
    """Included without the parameter too."""
    return []
