"""Files read and written in coroutines: the event loop waits for the disk.

Guide: 4. File Upload Patterns, as it is written by those who leave `aiofiles` out; amended: the size
is limited by the route, the content type may be missing, and the client names no file.
"""

import uuid
from pathlib import Path

from fastapi import FastAPI, HTTPException, UploadFile

app = FastAPI()
UPLOAD_DIR = Path("uploads")
CHUNK_SIZE = 1024 * 1024
MAX_FILE_SIZE = 500 * 1024 * 1024


@app.post("/uploads", max_body_size=MAX_FILE_SIZE)
async def upload_large_file(file: UploadFile) -> dict[str, str | int]:
    """Await the upload, and block on the disk."""
    if not (file.content_type or "").startswith("video/"):
        raise HTTPException(400, "Only video files accepted")
    name = f"{uuid.uuid4()}.video"
    size = 0
    with open(UPLOAD_DIR / name, "wb") as target:  # expect: FAPI105
        while chunk := await file.read(CHUNK_SIZE):
            size += len(chunk)
            target.write(chunk)  # expect: FAPI105
    return {"name": name, "size": size}


@app.get("/uploads/{key}/notes")
async def read_notes(key: uuid.UUID) -> list[str]:
    """Read line by line."""
    notes = []
    with open(UPLOAD_DIR / f"{key}.txt") as source:  # expect: FAPI105
        for line in source:  # expect: FAPI105
            notes.append(line.rstrip())
    return notes


@app.get("/terms")
async def read_terms() -> str:
    """Read a whole file."""
    return Path("terms.txt").read_text()  # expect: FAPI105
