"""Content types that are there, or of which None is no harm; and names and sizes, which are always there."""

from typing import Any

from fastapi import APIRouter, HTTPException, Request, UploadFile

router = APIRouter()
ALLOWED = {"image/png", "image/jpeg"}


class Message:
    """Something else with a content type."""

    content_type = "text/plain"


def is_image(content_type: str | None) -> bool:
    """A check that takes None."""
    return content_type is not None and content_type.startswith("image/")


@router.post("/tests")
def tests(file: UploadFile) -> str:
    """Operators."""
    if not file.content_type or not file.content_type.startswith("image/"):
        raise HTTPException(400)
    return file.content_type.lower()


@router.post("/early")
def early(file: UploadFile) -> str:
    """Left early."""
    if file.content_type not in ALLOWED:
        raise HTTPException(400)
    return file.content_type.split("/")[1]


@router.post("/equal")
def equal(file: UploadFile) -> str:
    """Compared with a text, or tested."""
    if file.content_type == "image/png":
        return file.content_type.upper()
    if file.content_type is not None and "/" in file.content_type:
        return file.content_type.split("/")[0]
    return file.content_type.strip() if file.content_type else ""


@router.post("/assert")
def asserted(file: UploadFile) -> str:
    """Asserted, or given a value."""
    file.headers.get("x")
    assert file.content_type is not None  # noqa: S101
    return file.content_type.strip()


@router.post("/try")
def tried(file: UploadFile) -> str:
    """Caught."""
    try:
        return file.content_type.strip()
    except AttributeError:
        raise HTTPException(400) from None


@router.post("/function")
def checked_by_function(file: UploadFile) -> str:
    """A function tells."""
    if not is_image(file.content_type):
        raise HTTPException(400)
    return file.content_type.strip()


@router.post("/lists")
def several(files: list[UploadFile]) -> list[str]:
    """Filtered."""
    return [file.content_type.strip() for file in files if file.content_type]


@router.post("/others")
def others(file: UploadFile, request: Request) -> dict[str, Any]:
    """No use that None breaks."""
    message = Message()
    return {
        "type": file.content_type,
        "text": f"{file.content_type}",
        "length": len(file.filename or ""),
        "message": message.content_type.upper(),
        "header": request.headers.get("content-type", "").lower(),
    }


@router.post("/names")
def named(file: UploadFile, other: UploadFile) -> list[str]:
    """Names of their own, tested before or after they are given, or given something else, too."""
    first = file.content_type
    if first is None:
        return []
    if not other.content_type:
        return [first.lower()]
    second = other.content_type
    third = file.content_type
    third = third or "text/plain"
    return [first.lower(), second.lower(), third.lower()]
