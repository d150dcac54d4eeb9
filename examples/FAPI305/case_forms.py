"""Other uses of a content type that may be missing."""

from typing import Annotated

import fastapi
from fastapi import APIRouter, File, UploadFile

router = APIRouter()
Upload = Annotated[UploadFile, File()]


def kind_of(upload: fastapi.UploadFile) -> str:
    """A helper."""
    return upload.content_type.split("/")[0]  # expect: FAPI305


@router.post("/alias")
def alias(file: Upload, other: Upload | None = None) -> list[str]:
    """Aliases; the second use comes after the first has failed."""
    first = file.content_type.lower()  # expect: FAPI305
    second = file.content_type.upper()
    if other is not None:
        return [first, second, other.content_type[:5]]  # expect: FAPI305
    return [first, second, kind_of(file)]


@router.post("/branches")
def branches(file: UploadFile) -> str:
    """A test for something else, and a test in another branch."""
    if file.filename:
        return file.content_type.strip()  # expect: FAPI305
    if not file.content_type:
        print("no content type")
    else:
        return file.content_type.strip()
    if file.content_type == "text/plain" or file.content_type.endswith("json"):  # expect: FAPI305
        return "text"
    return ""


@router.post("/lists")
def several(files: Annotated[list[UploadFile], File()]) -> list[bool]:
    """In a comprehension and in a lambda."""
    by_type = sorted(files, key=lambda each: each.size or 0)
    return [file.content_type.startswith("image/") for file in by_type]  # expect: FAPI305


@router.post("/names")
def named(file: UploadFile) -> str:
    """By a name of its own."""
    content_type = file.content_type
    print(content_type)
    return content_type.strip()  # expect: FAPI305
