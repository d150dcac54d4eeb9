"""Reads that are bounded: by a size, a check, a dependency, a caller; and what is no upload."""

import io
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Request, UploadFile

LARGEST = 1024
app = FastAPI()
router = APIRouter()


def limit_body(request: Request) -> None:
    """Refuse by what the client says."""
    if int(request.headers.get("content-length", "0")) > LARGEST:
        raise HTTPException(413)


def check(file: UploadFile) -> None:
    """Refuse by what has arrived."""
    if file.size is None or file.size > LARGEST:
        raise HTTPException(413)


@router.post("/chunks")
async def chunks(file: UploadFile) -> int:
    """In pieces."""
    total = 0
    while chunk := await file.read(LARGEST):
        total += len(chunk)
        if total > LARGEST:
            raise HTTPException(413)
    return total


@router.post("/dependency")
async def dependency(file: UploadFile, _: Annotated[None, Depends(limit_body)]) -> bytes:
    """A dependency as parameter."""
    return await file.read()


@router.post("/dependencies", dependencies=[Depends(limit_body)])
async def dependencies(file: UploadFile) -> bytes:
    """A dependency of the route."""
    return await file.read()


@router.post("/checked")
async def checked(file: UploadFile) -> bytes:
    """A function checks."""
    check(file)
    return await file.read()


@router.post("/measured")
def measured(file: UploadFile) -> bytes:
    """Measured by hand."""
    file.file.seek(0, 2)
    if file.file.tell() > LARGEST:
        raise HTTPException(413)
    file.file.seek(0)
    return file.file.read()


@router.post("/header")
async def header(file: UploadFile, content_length: Annotated[int, Header()]) -> bytes:
    """The header is a parameter that FastAPI fills."""
    if content_length > LARGEST:
        raise HTTPException(413)
    check(file)
    return await file.read()


@router.post("/configured")
async def configured(file: UploadFile, max_file_size: int = LARGEST) -> bytes:
    """A limit that may be switched off."""
    if max_file_size > 0:
        content = await file.read(max_file_size + 1)
    else:
        content = await file.read()
    return content


async def load(file: UploadFile) -> bytes:
    """Its only caller has checked."""
    return await file.read()


@router.post("/caller")
async def caller(file: UploadFile) -> bytes:
    """Check, then load."""
    if not file.size or file.size > LARGEST:
        raise HTTPException(413)
    return await load(file)


def other_files(path: Path, text: io.StringIO) -> str:
    """No uploads."""
    with path.open() as file:
        return file.read() + text.read()


app.include_router(router)
