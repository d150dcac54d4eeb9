"""Uploads out of a form that a function reads itself, beside fields of text."""

from fastapi import Depends, FastAPI, File, Form, HTTPException, Request, UploadFile
from starlette.datastructures import UploadFile as FormUpload

app = FastAPI()


@app.post("/fields")
async def take_fields(request: Request) -> int:
    """A field of text is asked for first; the rest of the function runs all the same."""
    form = await request.form()
    kind = form.get("kind")
    if not isinstance(kind, str):
        raise HTTPException(422)
    size = 0
    for value in form.values():
        if isinstance(value, FormUpload):
            size += len(await value.read())  # expect: FAPI301
    return size


@app.post("/part")
async def take_part(request: Request) -> int:
    """What is no text is an upload."""
    form = await request.form()
    part = form["file"]
    if isinstance(part, str):
        raise HTTPException(422)
    return len(await part.read())  # expect: FAPI301


class Sent:
    """What a form sends, as a dependency; ``file`` is the upload, and not the file of one."""

    def __init__(self, file: UploadFile = File(), title: str = Form()) -> None:
        self.file = file
        self.title = title


@app.post("/class")
async def take_class(sent: Sent = Depends()) -> int:
    """An attribute of a dependency."""
    return len(await sent.file.read())  # expect: FAPI301
