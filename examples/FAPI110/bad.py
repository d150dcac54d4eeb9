"""Small questions to the file system, in coroutines: mostly fast, not always (network drives).

Guide: 4. File Upload Patterns, "Cleanup on failure". The rule has to be turned on.
"""

import os
from pathlib import Path

from fastapi import FastAPI, HTTPException

app = FastAPI()
UPLOAD_DIR = Path("uploads")


@app.delete("/uploads/{number}", status_code=204)
async def delete_upload(number: int) -> None:
    """Look, and remove."""
    path = os.path.join(UPLOAD_DIR, f"{number}.video")
    if not os.path.exists(path):  # expect: FAPI110
        raise HTTPException(404, "no such upload")
    os.remove(path)  # expect: FAPI110


@app.get("/uploads/{number}/size")
async def read_size(number: int) -> int:
    """Ask a path."""
    path = UPLOAD_DIR / f"{number}.video"
    if not path.is_file():  # expect: FAPI110
        raise HTTPException(404, "no such upload")
    return path.stat().st_size  # expect: FAPI110


@app.post("/folders/{number}", status_code=201)
async def make_folder(number: int) -> list[str]:
    """Make a folder, and list what is beside it."""
    os.makedirs(UPLOAD_DIR / str(number), exist_ok=True)  # expect: FAPI110
    return os.listdir(UPLOAD_DIR)  # expect: FAPI110
