"""Files are read and written through `aiofiles`, or in plain handlers, which run in threads.

Guide: 4. File Upload Patterns, amended: the size is limited by the route, the content type may be
missing, the client names no file, and a file that is not complete is removed in `finally`.
"""

import shutil
import uuid
from pathlib import Path

import aiofiles
import aiofiles.os
from fastapi import FastAPI, HTTPException, UploadFile

app = FastAPI()
UPLOAD_DIR = Path("uploads")
CHUNK_SIZE = 1024 * 1024
MAX_FILE_SIZE = 500 * 1024 * 1024


@app.post("/uploads", max_body_size=MAX_FILE_SIZE)
async def upload_large_file(file: UploadFile) -> dict[str, str | int]:
    """Await the upload, and the disk."""
    if not (file.content_type or "").startswith("video/"):
        raise HTTPException(400, "Only video files accepted")
    name = f"{uuid.uuid4()}.video"
    size, complete = 0, False
    try:
        async with aiofiles.open(UPLOAD_DIR / name, "wb") as target:
            while chunk := await file.read(CHUNK_SIZE):
                size += len(chunk)
                await target.write(chunk)
        complete = True
    finally:
        if not complete:
            await aiofiles.os.remove(UPLOAD_DIR / name)
    return {"name": name, "size": size}


@app.post("/plain-uploads", max_body_size=MAX_FILE_SIZE)
def upload_in_a_thread(file: UploadFile) -> str:
    """A plain handler may copy as it likes."""
    name = f"{uuid.uuid4()}.video"
    with open(UPLOAD_DIR / name, "wb") as target:
        shutil.copyfileobj(file.file, target)
    return name


@app.get("/uploads/{key}/notes")
async def read_notes(key: uuid.UUID) -> list[str]:
    """Await line by line."""
    async with aiofiles.open(UPLOAD_DIR / f"{key}.txt") as source:
        return [line.rstrip() async for line in source]


@app.get("/terms")
def read_terms() -> str:
    """Read in a plain handler."""
    return Path("terms.txt").read_text()
