"""Other loops that leave their file, or do not."""

import contextlib
import os
import tempfile
from pathlib import Path

from fastapi import APIRouter, HTTPException, UploadFile

router = APIRouter()
LARGEST = 100
folder = Path("files")


class TooLarge(Exception):
    """Of our own."""


@router.post("/open")
def opened(file: UploadFile) -> None:
    """Opened without `with`."""
    size = 0
    target = open("upload", "wb")  # noqa: SIM115
    while chunk := file.file.read(10):
        size += len(chunk)
        if size > LARGEST:
            target.close()
            raise TooLarge  # expect: FAPI306
        target.write(chunk)
    target.close()


@router.post("/path")
def by_path(file: UploadFile) -> None:
    """A `try` that does not clean up."""
    size = 0
    try:
        with (folder / "upload").open("wb") as target:
            while True:
                chunk = file.file.read(10)
                if not chunk:
                    break
                size += len(chunk)
                if size > LARGEST:
                    raise HTTPException(413)  # expect: FAPI306
                target.write(chunk)
    except OSError as error:
        raise HTTPException(500) from error


@router.post("/removed")
def removed(file: UploadFile) -> None:
    """Removed before the exception."""
    size = 0
    with open("upload", "wb") as target:
        while chunk := file.file.read(10):
            size += len(chunk)
            if size > LARGEST:
                Path("upload").unlink()
                raise HTTPException(413)
            target.write(chunk)


@router.post("/handler")
def in_handler(file: UploadFile) -> None:
    """Removed by a handler."""
    size = 0
    try:
        with open("upload", "wb") as target:
            while chunk := file.file.read(10):
                size += len(chunk)
                if size > LARGEST:
                    raise TooLarge
                target.write(chunk)
    except TooLarge:
        with contextlib.suppress(FileNotFoundError):
            os.remove("upload")
        raise HTTPException(413) from None


@router.post("/temporary")
def temporary(file: UploadFile) -> None:
    """Temporary files go by themselves."""
    size = 0
    with tempfile.TemporaryDirectory() as directory, open(f"{directory}/upload", "wb") as target:
        while chunk := file.file.read(10):
            size += len(chunk)
            if size > LARGEST:
                raise HTTPException(413)
            target.write(chunk)


@router.post("/given")
def given(file: UploadFile) -> int:
    """Nothing on the disk."""
    size, content = 0, bytearray()
    while chunk := file.file.read(10):
        size += len(chunk)
        if size > LARGEST:
            raise HTTPException(413)
        content += chunk
    return size
