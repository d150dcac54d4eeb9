"""An `UploadFile` is read in chunks; bytes are right where the body is small for sure.

Guide: 4. File Upload Patterns, "Stream to disk, never load into memory". Amended: the limit is
`max_body_size`, since the guide's loop checks when Starlette has stored the whole body already.
"""

from typing import Annotated

from fastapi import FastAPI, File, UploadFile

CHUNK_SIZE = 1024 * 1024
MAX_FILE_SIZE = 500 * 1024 * 1024
app = FastAPI()


@app.post("/upload", max_body_size=MAX_FILE_SIZE)
async def upload_large_file(file: UploadFile) -> int:
    """Never more than a chunk in memory."""
    size = 0
    while chunk := await file.read(CHUNK_SIZE):
        size += len(chunk)
    return size


@app.post("/avatar", max_body_size=64 * 1024)
def upload_avatar(file: Annotated[bytes, File()]) -> int:
    """At most 64 kB."""
    return len(file)
