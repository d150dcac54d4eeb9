"""An upload's content type is taken for granted.

Guide: 4. File Upload Patterns, "Validate content type", as the guide writes it.
"""

from fastapi import FastAPI, HTTPException, UploadFile

app = FastAPI()


@app.post("/upload")
async def upload_large_file(file: UploadFile) -> str | None:
    """A part without a content type is a 500."""
    if not file.content_type.startswith("video/"):  # expect: FAPI305
        raise HTTPException(400, "Only video files accepted")
    return file.filename


@app.post("/pictures")
async def upload_picture(file: UploadFile) -> str | None:
    """The same by `in`."""
    if "image" not in file.content_type:  # expect: FAPI305
        raise HTTPException(400, "Only images accepted")
    return file.filename
