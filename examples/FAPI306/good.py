"""What was written is removed when anything fails.

Guide: 4. File Upload Patterns, "Cleanup on failure". Amended: no client's name in the path; the file
is removed without blocking calls, and also when the request is cancelled.
"""

import uuid
from pathlib import Path

import aiofiles
import aiofiles.os
from fastapi import FastAPI, HTTPException, UploadFile

CHUNK_SIZE = 1024
MAX_FILE_SIZE = 4 * 1024
app = FastAPI()
upload_dir = Path("uploads")


@app.post("/upload")
async def upload_large_file(file: UploadFile) -> int:
    """Refuse in the middle, and clean up."""
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
