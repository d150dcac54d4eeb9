"""Ways in which a client's file name gets into a path."""

import os.path
import shutil
from os.path import join as join_path
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

from fastapi import Depends, FastAPI, File, HTTPException, Request, UploadFile
from starlette.datastructures import UploadFile as StarletteUploadFile

app = FastAPI()
FOLDER = Path("uploads")


def chosen_name(file: UploadFile) -> str:
    """A dependency that hands the name on."""
    return file.filename or "unnamed"


@app.post("/joins", max_body_size=1000)
def use_joins(file: UploadFile, files: Annotated[list[UploadFile], File()]) -> None:
    """Every way of joining."""
    name = file.filename or "unnamed"
    os.path.join(mkdtemp(), name)  # expect: FAPI303
    join_path("uploads", "files", name.lower())  # expect: FAPI303
    FOLDER.joinpath(name)  # expect: FAPI303
    Path("uploads", name)  # expect: FAPI303
    for each in files:
        target = FOLDER / "all" / f"new-{each.filename}"  # expect: FAPI303
        target.touch()
    names = [each.filename for each in files]
    os.path.join("uploads", names[0])  # expect: FAPI303


@app.post("/opens", max_body_size=1000)
def use_opens(file: UploadFile, name: Annotated[str, Depends(chosen_name)]) -> None:
    """Every way of opening."""
    open("uploads/" + file.filename, "wb").close()  # expect: FAPI303
    with open("uploads/%s" % name, "wb") as target:  # expect: FAPI303
        shutil.copyfileobj(file.file, target)
    Path(f"uploads/{file.filename}").write_text("")  # expect: FAPI303
    os.makedirs("uploads/{}".format(file.filename), exist_ok=True)  # expect: FAPI303
    shutil.move("new", f"uploads/{name}")  # expect: FAPI303


@app.post("/forms", max_body_size=1000)
async def use_form(request: Request) -> None:
    """An upload that is taken from the form."""
    form = await request.form()
    upload = form["file"]
    assert isinstance(upload, StarletteUploadFile)
    os.path.join("uploads", upload.filename or "")  # expect: FAPI303


@app.post("/suffixes", max_body_size=1000)
def use_suffix(file: UploadFile) -> None:
    """The end of a name says nothing of its beginning."""
    name = file.filename
    if not (name and name.endswith(".csv")):
        raise HTTPException(400)
    with open(os.path.join("uploads", name), "wb") as target:  # expect: FAPI303
        shutil.copyfileobj(file.file, target)


class Storage:
    """Keeps uploads in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def save(self, name: str, content: bytes) -> Path:
        """Write a file under a name that the caller gives."""
        path = self.folder / name  # expect: FAPI303
        path.write_bytes(content)
        return path


storage = Storage(FOLDER)


@app.post("/storage", max_body_size=1000)
def use_storage(file: UploadFile) -> None:
    """Through a method."""
    storage.save(f"new_{file.filename}", file.file.read(1000))
