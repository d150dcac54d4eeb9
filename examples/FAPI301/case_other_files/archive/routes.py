"""The alias and the dependency are in another file."""

from typing import Annotated

from fastapi import APIRouter, Depends, UploadFile

from archive.deps import Document, checked, loaded

router = APIRouter()


@router.post("/documents")
async def create(document: Document) -> int:
    """An imported alias."""
    return len(await document.read())  # expect: FAPI301


@router.post("/loaded")
async def create_loaded(content: Annotated[bytes, Depends(loaded)]) -> int:
    """A dependency reads."""
    return len(content)


@router.post("/checked")
async def create_checked(document: Annotated[UploadFile, Depends(checked)]) -> int:
    """A dependency checks."""
    return len(await document.read())
