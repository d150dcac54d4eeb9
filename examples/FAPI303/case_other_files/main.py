"""A handler that hands the name on."""

from fastapi import FastAPI, UploadFile

from saving import save, save_generated

app = FastAPI()


@app.post("/files", max_body_size=1000)
def upload(file: UploadFile) -> list[str]:
    """Save it twice."""
    content = file.file.read(1000)
    return [save(content, file.filename or "unnamed"), save_generated(content, file.filename or "")]
