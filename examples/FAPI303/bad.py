"""Uploads are written where the client says, which may be anywhere.

Guide: 4. File Upload Patterns, "Stream to disk" and "Direct S3 upload with presigned URLs": the guide puts the
client's name behind a UUID, which leaves the folder on Windows and is a status 500 elsewhere. Amended:
the size is limited by the route, and the content type may be missing.
"""

import os
import uuid
from pathlib import Path

import aiofiles
import boto3
from fastapi import FastAPI, HTTPException, UploadFile

app = FastAPI()
UPLOAD_DIR = "uploads"
CHUNK_SIZE = 1024 * 1024
s3_client = boto3.client("s3", region_name="eu-central-1")


@app.post("/upload", max_body_size=500 * CHUNK_SIZE)
async def upload_large_file(file: UploadFile) -> dict[str, str]:
    """The guide's path."""
    if not (file.content_type or "").startswith("video/"):
        raise HTTPException(400, "Only video files accepted")
    filepath = os.path.join(UPLOAD_DIR, f"{uuid.uuid4()}_{file.filename}")  # expect: FAPI303
    async with aiofiles.open(filepath, "wb") as target:
        while chunk := await file.read(CHUNK_SIZE):
            await target.write(chunk)
    return {"path": filepath}


@app.post("/documents", max_body_size=CHUNK_SIZE)
def upload_document(file: UploadFile) -> dict[str, str]:
    """Without the UUID: ``../x`` and ``/tmp/x`` are written where they say."""
    path = Path(UPLOAD_DIR) / str(file.filename)  # expect: FAPI303
    path.write_bytes(file.file.read(CHUNK_SIZE))
    return {"path": str(path)}


@app.post("/notes", max_body_size=CHUNK_SIZE)
def upload_note(file: UploadFile) -> dict[str, str]:
    """An f-string that is a path."""
    path = f"{UPLOAD_DIR}/{file.filename}"
    with open(path, "wb") as target:  # expect: FAPI303
        target.write(file.file.read(CHUNK_SIZE))
    return {"path": path}


@app.post("/upload/presigned-url")
def get_presigned_upload_url(filename: str) -> dict[str, object]:
    """The guide's key."""
    return s3_client.generate_presigned_post(  # expect: FAPI303
        Bucket="my-bucket",
        Key=f"uploads/{uuid.uuid4()}_{filename}",
        Conditions=[["content-length-range", 1, 100 * CHUNK_SIZE]],
        ExpiresIn=3600,
    )
