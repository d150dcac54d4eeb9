"""Other ways to take files as bytes: defaults, lists, aliases, dependencies; and bytes that are no files."""

from typing import Annotated, Optional

import fastapi
from fastapi import APIRouter, Body, Depends, File, Form, UploadFile

router = APIRouter()
Raw = Annotated[bytes, File(description="anything")]


@router.post("/default")
def default(
    file: bytes = File(...),  # expect: FAPI302
    more: bytes | None = File(None),  # expect: FAPI302
    other: Optional[bytes] = fastapi.File(default=None),  # noqa: UP045  # expect: FAPI302
) -> int:
    """As defaults."""
    return len(file + (more or b"") + (other or b""))


@router.post("/lists")
def lists(
    files: list[bytes] = File(...),  # expect: FAPI302
    *,
    last: Annotated[list[bytes], File()],  # expect: FAPI302
) -> int:
    """Several."""
    return len(files) + len(last)


def content(raw: Raw) -> bytes:  # expect: FAPI302
    """A dependency with an alias."""
    return raw


@router.post("/dependency")
def dependency(raw: Annotated[bytes, Depends(content)]) -> int:
    """The file is the dependency's."""
    return len(raw)


@router.post("/uploads")
def uploads(
    file: Annotated[UploadFile, File()], text: Annotated[str, Form()], body: Annotated[bytes, Form()]
) -> None:
    """No files as bytes."""


@router.post("/body")
def body(content: Annotated[bytes, Body()]) -> int:
    """A body, not a file."""
    return len(content)


def helper(content: bytes) -> int:
    """A plain function."""
    return len(content)
