"""Pictures of books."""

import shutil
import uuid

from fastapi import APIRouter, HTTPException, UploadFile

from lending.config import get_settings
from lending.security import CurrentReader

router = APIRouter(prefix="/covers", tags=["covers"])
LARGEST = get_settings().largest_upload


@router.post("/", status_code=201, max_body_size=LARGEST)
def add_cover(file: UploadFile, reader: CurrentReader) -> dict[str, str]:
    """Keep a picture under a name of our own."""
    if not (file.content_type or "").startswith("image/"):
        raise HTTPException(415, "not a picture")
    name = f"{uuid.uuid4()}.cover"
    with open(get_settings().cover_folder / name, "wb") as target:
        shutil.copyfileobj(file.file, target)
    return {"name": name}


@router.post("/thumbnails", max_body_size=LARGEST)
async def measure(file: UploadFile) -> dict[str, int]:
    """How large a picture is, read in parts."""
    size = 0
    while chunk := await file.read(65536):
        size += len(chunk)
    return {"size": size}
