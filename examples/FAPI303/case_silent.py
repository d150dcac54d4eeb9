"""Names that are made harmless or checked, and names that get into no path."""

import os
import re
import uuid
from pathlib import Path

from fastapi import FastAPI, HTTPException, UploadFile
from pydantic import BaseModel

app = FastAPI()
FOLDER = Path("uploads").resolve()
NAME = re.compile(r"[\w-]+\.txt")


class Stored(BaseModel):
    """What is known of a file; this ``filename`` is our own."""

    filename: str


@app.post("/sanitised", max_body_size=1000)
def use_sanitised(file: UploadFile) -> dict[str, str | None]:
    """Last parts and suffixes."""
    name = file.filename or ""
    os.path.join("uploads", os.path.basename(name))
    os.path.join("uploads", f"{uuid.uuid4()}{os.path.splitext(name)[1]}")
    (FOLDER / Path(name).name).touch()
    (FOLDER / (Path(name).stem + Path(name).suffix)).touch()
    (FOLDER / uuid.uuid5(uuid.NAMESPACE_URL, name).hex).touch()
    (FOLDER / name.replace("/", "_").replace("\\", "_")).touch()
    return {"name": name, "message": f"saved {file.filename}"}


@app.post("/checked", max_body_size=1000)
def use_checked(file: UploadFile) -> None:
    """Tests of the name, or of the path that it gives."""
    name = file.filename or ""
    if not NAME.fullmatch(name):
        raise HTTPException(422)
    (FOLDER / name).touch()


@app.post("/resolved", max_body_size=1000)
def use_resolved(file: UploadFile) -> None:
    """The path is tested after the join."""
    path = (FOLDER / (file.filename or "")).resolve()
    if not path.is_relative_to(FOLDER):
        raise HTTPException(422)
    path.touch()


@app.post("/blacklisted", max_body_size=1000)
def use_blacklist(file: UploadFile) -> None:
    """Separators are refused."""
    name = str(file.filename)
    if "/" in name or "\\" in name or ".." in name:
        raise HTTPException(422)
    open(f"uploads/{name}", "wb").close()


@app.get("/stored")
def use_stored() -> None:
    """A name that never was a client's."""
    stored = Stored(filename=uuid.uuid4().hex)
    (FOLDER / stored.filename).touch()
    ratio = len(stored.filename) / 2
    assert ratio
