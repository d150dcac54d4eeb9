"""The middleware of another file bounds what is read here."""

from fastapi import FastAPI, UploadFile
from limits import LimitBody

app = FastAPI()
app.add_middleware(LimitBody)


@app.post("/files")
async def create(file: UploadFile) -> int:
    """Bounded."""
    return len(await file.read())
