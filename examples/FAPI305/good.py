"""A missing content type is refused like a wrong one.

Guide: 4. File Upload Patterns, "Validate content type". Amended: the guide's form fails for a part
without the header, where the content type is None. (It is the client's word and proves nothing.)
"""

from fastapi import FastAPI, HTTPException, UploadFile

app = FastAPI()


@app.post("/upload")
async def upload_large_file(file: UploadFile) -> str | None:
    """A part without a content type is a 400."""
    if not (file.content_type or "").startswith("video/"):
        raise HTTPException(400, "Only video files accepted")
    return file.filename


@app.post("/pictures")
async def upload_picture(file: UploadFile) -> str | None:
    """Tested first."""
    if file.content_type is None or "image" not in file.content_type:
        raise HTTPException(400, "Only images accepted")
    return file.filename
