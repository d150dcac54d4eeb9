"""Files that libraries write: pictures and temporary files; a path that is used twice is reported once."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI, UploadFile
from PIL import Image

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

app = FastAPI()


@app.post("/pictures", max_body_size=1000)
def keep_picture(file: UploadFile) -> tuple[int, int]:
    """Pillow writes where it is told to."""
    picture = Image.open(file.file)
    picture.save(f"pictures/{file.filename}")  # expect: FAPI303
    picture.save(Path("pictures") / Path(file.filename or "unnamed").name)
    return picture.size


def keep_array(picture: "np.ndarray", table: "pd.DataFrame", file: UploadFile) -> None:
    """So do others."""
    import cv2

    cv2.imwrite(f"pictures/{file.filename}", picture)  # expect: FAPI303
    table.to_csv(f"tables/{file.filename}")  # expect: FAPI303
    table.to_csv("tables/all.csv")


@app.post("/temporary", max_body_size=1000)
def use_temporary(file: UploadFile) -> str:
    """The end of a temporary name is part of it; what stands behind the last dot does no harm."""
    with tempfile.NamedTemporaryFile(delete=False, suffix=file.filename) as target:  # expect: FAPI303
        shutil.copyfileobj(file.file, target)
    ending = os.path.splitext(file.filename or "")[1]
    with tempfile.NamedTemporaryFile(delete=False, suffix=ending) as target:
        shutil.copyfileobj(file.file, target)
    return target.name


@app.post("/twice", max_body_size=1000)
def use_twice(file: UploadFile) -> int:
    """Written and removed: one path, and one name to be changed."""
    path = f"/tmp/{file.filename}"
    with open(path, "wb") as target:  # expect: FAPI303
        shutil.copyfileobj(file.file, target)
    size = os.stat(path).st_size
    os.remove(path)
    return size


def folder_of_uploads() -> Path:
    """A library of settings would know."""
    import house_settings

    return house_settings.UPLOADS / "files"


@app.post("/elsewhere", max_body_size=1000)
def use_unknown(file: UploadFile) -> str:
    """What stands in front of `/` is a path, since a text stands behind it."""
    from house_settings import UPLOADS

    target = UPLOADS / file.filename  # expect: FAPI303
    return str(target)
