"""What path operations share."""

from typing import Annotated

from fastapi import File, HTTPException, UploadFile

Document = Annotated[UploadFile, File()]


async def loaded(document: UploadFile) -> bytes:
    """Load what a form has sent."""
    return await document.read()  # expect: FAPI301


async def checked(document: UploadFile) -> UploadFile:
    """Let pass what is small."""
    if document.size is None or document.size > 1000:
        raise HTTPException(413)
    return document
