"""The ending of a name tells nothing of the rest, and does no harm itself."""

import mimetypes
import os.path
import uuid
from pathlib import Path

from fastapi import FastAPI, HTTPException, UploadFile

app = FastAPI(max_body_size=1_000_000)
FOLDER = Path("uploads")
KNOWN = {"png", "jpg"}


def is_allowed(filename: str) -> bool:
    """A helper that looks at the ending only."""
    return "." in filename and filename.rsplit(".", 1)[1].lower() in KNOWN


def is_image(upload: UploadFile) -> bool:
    """The same for a whole upload."""
    return upload.content_type == "image/png" and Path(upload.filename or "").suffix == ".png"


def ending_of(filename: str) -> str:
    """A helper that gives the ending."""
    return filename.rsplit(".", 1)[-1].lower()


def check_ending(filename: str) -> None:
    """A helper that refuses others."""
    if os.path.splitext(filename)[1] != ".png":
        raise HTTPException(415)


@app.post("/suffix")
def by_suffix(file: UploadFile) -> None:
    """A list of suffixes."""
    if Path(str(file.filename)).suffix not in (".png", ".jpg"):
        raise HTTPException(415)
    (FOLDER / str(file.filename)).touch()  # expect: FAPI303


@app.post("/split")
def by_split(file: UploadFile) -> None:
    """What stands behind the last dot, under a name of its own."""
    name = str(file.filename)
    ending = name.split(".")[-1].lower()
    if ending not in KNOWN:
        raise HTTPException(415)
    open(f"uploads/{name}", "wb").close()  # expect: FAPI303
    open(f"uploads/{uuid.uuid4()}.{ending}", "wb").close()


@app.post("/splitext")
def by_splitext(file: UploadFile) -> None:
    """Two parts, of which the first one may hold anything."""
    stem, ending = os.path.splitext(str(file.filename))
    if ending.lower() not in {".png"}:
        raise HTTPException(415)
    open(f"uploads/{stem}-1{ending}", "wb").close()  # expect: FAPI303
    open(f"uploads/1{ending}", "wb").close()


@app.post("/helper")
def by_helper(file: UploadFile) -> None:
    """Helpers that ask for the ending."""
    name = str(file.filename)
    if not is_allowed(name) or not is_image(file) or ending_of(filename=name) not in KNOWN:
        raise HTTPException(415)
    check_ending(name)
    open(os.path.join("uploads", name), "wb").close()  # expect: FAPI303
    open(f"uploads/{uuid.uuid4()}.{ending_of(name)}", "wb").close()


@app.post("/any")
def by_any(file: UploadFile) -> None:
    """One of several endings, and the type that is guessed by them."""
    name = str(file.filename)
    if not any(name.endswith(each) for each in KNOWN) or mimetypes.guess_type(name)[0] != "image/png":
        raise HTTPException(415)
    open(f"uploads/{name}", "wb").close()  # expect: FAPI303


@app.post("/whole")
def by_whole(file: UploadFile) -> None:
    """The whole name is known, after its ending has been looked at."""
    name = str(file.filename)
    if name.rpartition(".")[2] not in KNOWN or name not in ("a.png", "b.jpg"):
        raise HTTPException(415)
    open(f"uploads/{name}", "wb").close()
