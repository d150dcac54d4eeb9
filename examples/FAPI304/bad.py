"""An upload is stored in chunks, however many there are.

Guide: 4. File Upload Patterns, "Stream to disk, never load into memory", without the size check.
"""

import uuid
from pathlib import Path

import aiofiles
from fastapi import FastAPI, UploadFile

CHUNK_SIZE = 1024 * 1024
app = FastAPI()
upload_dir = Path("uploads")


@app.post("/upload")
async def upload_large_file(file: UploadFile) -> int:
    """Store whatever comes."""
    size = 0
    upload_dir.mkdir(exist_ok=True)
    async with aiofiles.open(upload_dir / uuid.uuid4().hex, "wb") as f:
        while chunk := await file.read(CHUNK_SIZE):  # expect: FAPI304
            size += len(chunk)
            await f.write(chunk)
    return size
