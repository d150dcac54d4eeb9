"""The size of what is stored has a limit.

Guide: 4. File Upload Patterns, "Stream to disk, never load into memory". Amended: no client's name
in the path; the file is removed without blocking calls; and beside the guide's loop FastAPI's own
`max_body_size`, which refuses before Starlette has stored the whole body.
"""

import uuid
from pathlib import Path

import aiofiles
import aiofiles.os
from fastapi import FastAPI, HTTPException, UploadFile

CHUNK_SIZE = 1024 * 1024
MAX_FILE_SIZE = 500 * 1024 * 1024
app = FastAPI()
upload_dir = Path("uploads")


@app.post("/upload")
async def upload_large_file(file: UploadFile) -> int:
    """Count, and refuse."""
    size, done = 0, False
    upload_dir.mkdir(exist_ok=True)
    filepath = upload_dir / uuid.uuid4().hex
    try:
        async with aiofiles.open(filepath, "wb") as f:
            while chunk := await file.read(CHUNK_SIZE):
                size += len(chunk)
                if size > MAX_FILE_SIZE:
                    raise HTTPException(413, "File too large")
                await f.write(chunk)
        done = True
    finally:
        if not done:
            await aiofiles.os.remove(filepath)
    return size


@app.post("/limited", max_body_size=MAX_FILE_SIZE)
async def upload_limited_file(file: UploadFile) -> int:
    """FastAPI refuses."""
    size = 0
    upload_dir.mkdir(exist_ok=True)
    async with aiofiles.open(upload_dir / uuid.uuid4().hex, "wb") as f:
        while chunk := await file.read(CHUNK_SIZE):
            size += len(chunk)
            await f.write(chunk)
    return size
