"""A catch-all."""

from fastapi import APIRouter

router = APIRouter()


@router.get("/storage/{name:path}")
async def read_file(name: str) -> str:
    """Take everything below /storage."""
    return name


@router.api_route("/{kind}/{key:int}", methods=["GET", "PUT"])
async def change(kind: str, key: int) -> int:
    """Take numbers only."""
    return key
