"""Bounded by the application."""

from typing import Annotated

from fastapi import APIRouter, File, UploadFile

router = APIRouter()


@router.post("/files")
async def create(file: UploadFile) -> int:
    """Bounded."""
    return len(await file.read())


@router.post("/bytes")
async def create_from_bytes(file: Annotated[bytes, File()]) -> int:
    """Bounded."""
    return len(file)
