"""The file system is asked through `aiofiles.os` or `anyio.Path`, or in plain handlers.

Guide: 4. File Upload Patterns, "Cleanup on failure", amended: the cleanup does not block either.
"""

import os
from pathlib import Path

import aiofiles.os
import anyio
from fastapi import FastAPI, HTTPException

app = FastAPI()
UPLOAD_DIR = Path("uploads")


@app.delete("/uploads/{number}", status_code=204)
async def delete_upload(number: int) -> None:
    """Look, and remove."""
    path = os.path.join(UPLOAD_DIR, f"{number}.video")
    if not await aiofiles.os.path.exists(path):
        raise HTTPException(404, "no such upload")
    await aiofiles.os.remove(path)


@app.get("/uploads/{number}/size")
async def read_size(number: int) -> int:
    """Ask a path."""
    path = anyio.Path(UPLOAD_DIR / f"{number}.video")
    if not await path.is_file():
        raise HTTPException(404, "no such upload")
    return (await path.stat()).st_size


@app.post("/folders/{number}", status_code=201)
def make_folder(number: int) -> list[str]:
    """Make a folder, and list what is beside it."""
    os.makedirs(UPLOAD_DIR / str(number), exist_ok=True)
    return os.listdir(UPLOAD_DIR)
