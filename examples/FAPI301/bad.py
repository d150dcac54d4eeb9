"""An upload of any size is read into memory.

Guide: 4. File Upload Patterns, "Stream to disk, never load into memory", done the other way.
"""

import uuid
from pathlib import Path

from fastapi import FastAPI, HTTPException, UploadFile

MAX_FILE_SIZE = 500 * 1024 * 1024
app = FastAPI()
upload_dir = Path("uploads")


@app.post("/upload")
async def upload_large_file(file: UploadFile) -> int:
    """The check comes when the content is in memory already."""
    content = await file.read()  # expect: FAPI301
    if len(content) > MAX_FILE_SIZE:
        raise HTTPException(413, "File too large")
    return len(content)


@app.post("/videos")
def upload_video(file: UploadFile) -> str:
    """A plain path operation reads the file behind the upload."""
    name = uuid.uuid4().hex
    upload_dir.mkdir(exist_ok=True)
    (upload_dir / name).write_bytes(file.file.read())  # expect: FAPI301
    return name
