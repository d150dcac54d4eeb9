"""A handler that hands the name on, or the whole upload."""

from dataclasses import dataclass

from fastapi import FastAPI, UploadFile

from saving import describe, keep, save, save_generated

app = FastAPI()


@app.post("/files", max_body_size=1000)
def upload(file: UploadFile) -> list[str]:
    """Save it twice."""
    content = file.file.read(1000)
    return [save(content, file.filename or "unnamed"), save_generated(content, file.filename or "")]


@app.post("/kept", max_body_size=1000)
def kept(file: UploadFile) -> str:
    """Hand the upload on."""
    return str(keep(file, "uploads"))


@dataclass
class Manual:
    """A file of the project's own."""

    filename: str = "manual.txt"


@app.get("/manual")
def manual() -> str:
    """Read what is always the same."""
    return str(describe(Manual(), "manuals"))
