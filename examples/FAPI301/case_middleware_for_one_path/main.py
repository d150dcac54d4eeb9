"""The middleware of another file bounds something else."""

from fastapi import FastAPI, UploadFile
from limits import LimitVideos

app = FastAPI()
app.add_middleware(LimitVideos)


@app.post("/files")
async def create(file: UploadFile) -> int:
    """No video."""
    return len(await file.read())  # expect: FAPI301
