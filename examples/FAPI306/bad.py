"""A refused upload leaves a part of itself on the disk.

Guide: 4. File Upload Patterns, "Stream to disk, never load into memory", without the clean-up.
"""

import uuid
from pathlib import Path

import aiofiles
from fastapi import FastAPI, HTTPException, UploadFile

CHUNK_SIZE = 1024
MAX_FILE_SIZE = 4 * 1024
app = FastAPI()
upload_dir = Path("uploads")


@app.post("/upload")
async def upload_large_file(file: UploadFile) -> int:
    """Refuse in the middle."""
    size = 0
    upload_dir.mkdir(exist_ok=True)
    async with aiofiles.open(upload_dir / uuid.uuid4().hex, "wb") as f:
        while chunk := await file.read(CHUNK_SIZE):
            size += len(chunk)
            if size > MAX_FILE_SIZE:
                raise HTTPException(413, "File too large")  # expect: FAPI306
            await f.write(chunk)
    return size
