"""Other loops that store an upload, with and without a limit."""

import tempfile
from pathlib import Path
from typing import IO, Annotated

from fastapi import APIRouter, Depends, File, Header, HTTPException, UploadFile

router = APIRouter()
Upload = Annotated[UploadFile, File()]
LARGEST = 1000


def small(content_length: Annotated[int, Header()]) -> None:
    """Refuse by the header."""
    if content_length > LARGEST:
        raise HTTPException(413)


def store(file: UploadFile, target: IO[bytes]) -> None:
    """A helper, with an iterator."""
    for chunk in iter(lambda: file.file.read(100), b""):  # expect: FAPI304
        target.write(chunk)


@router.post("/endless")
def endless(file: Upload) -> None:
    """A loop that ends in its middle."""
    with tempfile.TemporaryFile() as target:
        while True:  # expect: FAPI304
            chunk = file.file.read(100)
            if not chunk:
                break
            target.write(chunk)


@router.post("/several")
def several(files: list[UploadFile], path: Annotated[Path, Depends(Path.cwd)]) -> None:
    """The inner loop is the one."""
    for file in files:
        with (path / "copy").open("wb") as target:
            while chunk := file.file.read(100):  # expect: FAPI304
                target.write(chunk)


@router.post("/counted")
def counted(file: Upload) -> int:
    """A limit in the loop."""
    left = LARGEST
    with tempfile.TemporaryFile() as target:
        while chunk := file.file.read(100):
            left -= len(chunk)
            if left <= 0:
                raise HTTPException(413)
            target.write(chunk)
    return left


@router.post("/sized")
def sized(file: Upload) -> None:
    """A limit before the loop."""
    if not file.size or file.size > LARGEST:
        raise HTTPException(413)
    with tempfile.TemporaryFile() as target:
        while chunk := file.file.read(100):
            target.write(chunk)


@router.post("/dependency", dependencies=[Depends(small)])
def dependency(file: Upload) -> None:
    """A limit in a dependency."""
    with tempfile.TemporaryFile() as target:
        while chunk := file.file.read(100):
            target.write(chunk)


@router.post("/hash")
def length(file: Upload) -> int:
    """Nothing is stored."""
    total = 0
    while chunk := file.file.read(100):
        total += len(chunk)
    return total


@router.post("/unbounded")
def unbounded(file: Upload) -> None:
    """Through the helper."""
    with tempfile.TemporaryFile() as target:
        store(file, target)
