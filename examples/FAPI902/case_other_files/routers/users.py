"""Routes of users, some of them below /storage."""

from fastapi import APIRouter

router = APIRouter(prefix="/users")
storage = APIRouter()


@router.get("/7")  # expect: FAPI902
async def read_seventh() -> int:
    """Taken by the numbers."""
    return 7


@router.get("/me")
async def read_me() -> str:
    """No number."""
    return "me"


@router.post("/8")
async def create_eighth() -> int:
    """Another method."""
    return 8


@storage.get("/{user_id}/files")  # expect: FAPI902
async def read_files(user_id: int) -> list[str]:
    """Taken by the catch-all."""
    return []


router_with_prefix = APIRouter(prefix="/v2")
router_with_prefix.include_router(storage, prefix="/storage")
